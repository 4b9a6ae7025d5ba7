"""M3U and M3U8: a path a line, and what is said of it in comments."""

import io
from urllib.parse import quote

from musicsim.adapters.playlist_files.texts import one_line, seconds
from musicsim.domain.model.playlist import MOST_ITEMS
from musicsim.domain.model.playlist_file import FileEntry, PlaylistFile
from musicsim.domain.rules.encodings import decoded

_NAME, _INFO, _ARTIST, _ALBUM = "#PLAYLIST:", "#EXTINF:", "#EXTART:", "#EXTALB:"
_SAFE = "/!\"#$&'()*+,;=:@[]^`{|}~<>?\\"


def read(data: bytes) -> PlaylistFile:
    """Any text is a list of paths; what cannot be understood in comments is passed over."""
    name, entries, said = "", list[FileEntry](), _Said()
    for number, line in enumerate(io.StringIO(decoded(data), newline=None), 1):
        if len(entries) > MOST_ITEMS:  # more than anybody takes
            break
        text = line.strip()
        if text.upper().startswith(_NAME):
            name = one_line(text[len(_NAME) :])
        elif text.startswith("#"):
            said.hear(text)
        elif text:
            entries.append(said.entry(number, text))
            said = _Said()
    return PlaylistFile(entries, name)


class _Said:
    """What comments said of the path that follows."""

    def __init__(self) -> None:
        self._info = self._album = ""
        self._artist: str | None = None  # "" is said of what has none
        self._duration: float | None = None

    def hear(self, comment: str) -> None:
        label, _, text = comment.partition(":")
        match f"{label.upper()}:":
            case "#EXTINF:":
                length, _, self._info = text.partition(",")
                self._duration = seconds((length.split() or [""])[0])  # attributes may follow the number
            case "#EXTART:":
                self._artist = one_line(text)
            case "#EXTALB:":
                self._album = one_line(text)

    def entry(self, line: int, location: str) -> FileEntry:
        artist, title = self._artist, one_line(self._info)
        if artist and title.startswith(f"{artist} - "):
            title = title.removeprefix(f"{artist} - ")
        elif artist is None and " - " in title:
            artist, title = (part.strip() for part in title.split(" - ", 1))
        return FileEntry(
            line=line, location=location, title=title, artist=artist or "", album=self._album, duration=self._duration
        )


def write(file: PlaylistFile) -> bytes:
    """With what VLC, Kodi, foobar2000 and others read."""
    lines = ["#EXTM3U", "#EXTENC:UTF-8"]
    if name := one_line(file.name):
        lines.append(f"{_NAME}{name}")
    for entry in file.entries:
        lines += _lines(entry)
    return ("\n".join(lines) + "\n").encode()


def _lines(entry: FileEntry) -> list[str]:
    artist, title, album = one_line(entry.artist), one_line(entry.title), one_line(entry.album)
    length = round(entry.duration) if entry.duration else -1
    lines = [f"{_INFO}{length},{artist} - {title}" if artist else f"{_INFO}{length},{title}"]
    if artist or " - " in title:  # else a reader would take the title's first half for the artist
        lines.append(f"{_ARTIST}{artist}")
    if album:
        lines.append(f"{_ALBUM}{album}")
    return [*lines, _path(entry.location)]


def _path(location: str) -> str:
    """The path on a line of its own: what would break the line, or make it a comment, is said in another way."""
    plain = location == location.strip() and location.isprintable()
    path = location if plain else quote(location, safe=_SAFE)
    return f"./{path}" if path.startswith("#") else path
