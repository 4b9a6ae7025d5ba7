"""From a file's own words and its key to what is shown of a track."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.model.metadata import Metadata
from musicsim.domain.rules.matching import isrc_of
from musicsim.domain.rules.naming import metadata_from_key
from musicsim.domain.rules.tag_text import clean, joined, number_in, year_in

_DAMAGE = "\ufffd"
_FEWEST_BITS = {"mp3": 7_000, "flac": 300}
_FEWEST_BITS_OF_ANY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """What a file says of itself, as it says it: nothing is cleaned or believed yet.

    `size` in bytes; `duration` in seconds, `sample_rate` in Hz, `bitrate` in kbit/s, as the header claims them.
    """

    size: int = 0
    title: str = ""
    artists: Sequence[str] = ()
    album: str = ""
    album_artist: str = ""
    genre: str = ""
    year: str = ""
    track: str = ""
    disc: str = ""
    duration: float | None = None
    sample_rate: int | None = None
    channels: int | None = None
    bitrate: float | None = None
    codec: str = ""
    isrc: str = ""


SILENT = OwnWords()
"""A file that says nothing."""


def metadata_of(words: OwnWords, key: str) -> Metadata:
    """The file's own words where they can be read, else what its key tells.

    Artist and album are taken from folders only when the file says neither: half of each would make a pair that
    nobody meant. Words with replacement characters in them yield to the key's, if it has any.
    """
    named = metadata_from_key(key)
    artist, album = joined(words.artists), clean(words.album)
    if not artist and not album:
        artist, album = named.artist, named.album
    return Metadata(
        title=_better(clean(words.title), named.title),
        artist=_better(artist, named.artist) if artist else "",
        album=_better(album, named.album) if album else "",
        album_artist=clean(words.album_artist) or (named.album_artist if artist == named.artist else ""),
        genre=clean(words.genre),
        year=year_in(words.year) or (named.year if album == named.album else None),
        track_number=number_in(words.track) or named.track_number,
        disc_number=number_in(words.disc) or named.disc_number,
        duration=_duration(words),
        sample_rate=_within(words.sample_rate, 10_000_000),
        channels=_within(words.channels, 255),
        bitrate=_within(words.bitrate, 100_000),
        codec=clean(words.codec),
        isrc=isrc_of(words.isrc),
    )


def _better(own: str, named: str) -> str:
    return named if not own or (_DAMAGE in own and named) else own


def _within(value: float | None, most: int) -> int | None:
    return round(value) if value is not None and 0.5 < value <= most else None


def _duration(words: OwnWords) -> float | None:
    """What the header claims, unless the file is too small to hold it: listening will tell."""
    claimed, bits = words.duration, words.size * 8
    if claimed is None or not math.isfinite(claimed) or claimed <= 0:
        return None
    speed = max(0.0, words.bitrate or 0.0) * 1000
    if words.codec == "pcm" and speed:
        return min(claimed, bits / speed) or None
    if words.codec == "mp3" and claimed * speed > 2 * bits:
        return None
    return claimed if claimed * _FEWEST_BITS.get(words.codec, _FEWEST_BITS_OF_ANY) <= bits else None
