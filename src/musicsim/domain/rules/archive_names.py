"""Names of files in an archive that every system can unpack."""

import re
import unicodedata

from musicsim.domain.model.playlist import PlacedTrack

_UNSAFE = re.compile(r'[<>:"/\\|?*]')
_LONGEST = 180  # bytes: with folder and ending below what any file system takes
_NAMELESS = "playlist"
_DEVICES = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])( *\..*)?", re.IGNORECASE)  # Windows takes these for files


def safe_name(text: str, longest: int = _LONGEST) -> str:
    """The text without what Windows, macOS or Linux do not take in a name; "" when nothing is left."""
    composed = unicodedata.normalize("NFC", text)
    plain = "".join(char if char.isprintable() else " " for char in _UNSAFE.sub("_", composed))
    tidy = " ".join(plain.split()).strip(". ")
    return tidy.encode()[:longest].decode(errors="ignore").rstrip(". ")


def folder_name(playlist: str) -> str:
    """The folder that a playlist is unpacked into."""
    name = safe_name(playlist) or _NAMELESS
    return f"_{name}" if _DEVICES.fullmatch(name) else name


def file_name(each: PlacedTrack, count: int) -> str:
    """The name of a playlist's track, one of `count`: "07 Artist - Title.mp3"; its number makes it the only one."""
    about = each.track.metadata
    width = max(2, len(str(count)))
    said = f"{about.artist} - {about.title}" if about.artist else about.title
    ending = safe_name(each.track.key.rpartition("/")[2].rpartition(".")[2], 10)
    return f"{each.position + 1:0{width}d} {safe_name(said)}".rstrip() + (f".{ending}" if ending else "")
