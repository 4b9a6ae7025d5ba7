"""Tags by tinytag: the usual formats, in pure Python."""

import re
from typing import TYPE_CHECKING, BinaryIO, cast

from tinytag import TinyTag, TinyTagException

from musicsim.adapters.audio.bounded import BoundedFile
from musicsim.adapters.audio.id3_genres import genre_of
from musicsim.adapters.audio.mojibake import repaired
from musicsim.domain.rules.tagging import OwnWords

if TYPE_CHECKING:
    from tinytag.tinytag import Image

_TEXT_BLOCK = 1 << 20
_TEXT_TOTAL = 48 << 20  # an Ogg comment may carry a picture, in Base64
_PICTURE_BLOCK = 21 << 20
_PICTURE_TOTAL = 64 << 20
_CODECS = {
    "audio/mpeg": "mp3",
    "audio/flac": "flac",
    "audio/aiff": "pcm",
    "alac": "alac",
    "vorbis": "vorbis",
    "opus": "opus",
    "flac": "flac",
    "speex": "speex",
    "55": "mp3",
    "1": "pcm",
    "3": "pcm",
    "160": "wmav1",
    "161": "wmav2",
    "162": "wmapro",
    "163": "wmalossless",
}
_LYRICS = frozenset({"lyrics", "syncedlyrics", "synced lyrics", "unsyncedlyrics", "unsynced lyrics"})
_CODEC = re.compile(r'codecs="([^"]*)"')


def words_by_tinytag(file: BinaryIO) -> OwnWords | None:
    """What the file says, or None when tinytag can't make sense of it.

    A second try leaves out the duration: where it needs a search through the file, the tags may still be readable.
    """
    for duration in (True, False):
        if tag := _read(file, _TEXT_BLOCK, _TEXT_TOTAL, duration=duration):
            return _words(tag)
    return None


def pictures_by_tinytag(file: BinaryIO) -> list[bytes] | None:
    """Embedded pictures, the front cover first, empty and cut ones among them; None where tinytag can't tell."""
    tag = _read(file, _PICTURE_BLOCK, _PICTURE_TOTAL, duration=False, image=True)
    if tag is None or tag.mime_type == "application/vnd.ms-asf":
        return None
    images: list[Image | None] = [tag.images.front_cover, tag.images.back_cover, tag.images.media]
    others = [image for kind in tag.images.other.values() for image in kind]
    return [image.data for image in images + others if image is not None]


def lyrics_by_tinytag(file: BinaryIO) -> list[str] | None:
    """Texts that are sung, those of ID3's SYLT as LRC has them; None where tinytag can't tell."""
    tag = _read(file, _TEXT_BLOCK, _TEXT_TOTAL, duration=False)
    if tag is None:
        return None
    return [repaired(text) for name, texts in tag.other.items() if name.lower() in _LYRICS for text in texts]


def _read(file: BinaryIO, block: int, total: int, *, duration: bool, image: bool = False) -> TinyTag | None:
    file.seek(0)
    bounded = cast("BinaryIO", BoundedFile(file, block=block, total=total))
    try:
        return TinyTag.get(file_obj=bounded, duration=duration, image=image)
    except (TinyTagException, OSError):
        return None  # every other exception of its parsers comes wrapped in these


def _words(tag: TinyTag) -> OwnWords:
    return OwnWords(
        size=tag.filesize,
        title=repaired(tag.title or ""),
        artists=[repaired(name) for name in [tag.artist or "", *tag.other.get("artist", [])]],
        album=repaired(tag.album or ""),
        album_artist=repaired(tag.albumartist or ""),
        genre=repaired(genre_of(tag.genre or "")),
        year=str(tag.year or ""),
        track=str(tag.track or ""),
        disc=str(tag.disc or ""),
        duration=tag.duration,
        sample_rate=tag.samplerate,
        channels=tag.channels,
        bitrate=tag.bitrate,
        codec=_codec(tag.mime_type or ""),
        isrc=next(iter(tag.other.get("isrc", [])), ""),
    )


def _codec(media_type: str) -> str:
    found = _CODEC.search(media_type)
    name = found[1] if found else media_type
    if name.startswith("mp4a.40"):
        return "aac"
    if name in _CODECS:
        return _CODECS[name]
    return "pcm" if media_type.startswith("audio/aiff") else ""
