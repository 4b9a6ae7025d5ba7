"""Playlists as files that other programs write and read."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from musicsim.domain.model.track import Track


class PlaylistFormat(StrEnum):
    """Formats that are read and written."""

    M3U8 = "m3u8"
    XSPF = "xspf"
    JSPF = "jspf"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """A line of a playlist file, as it stands there; "" and None are what it does not say.

    `line` is where it stands: the line of the file, counted from 1, or in JSPF the track's number. `location` is a path
    or a URL in any notation, `duration` in seconds.
    """

    line: int
    location: str = ""
    title: str = ""
    artist: str = ""
    album: str = ""
    track_number: int | None = None
    duration: float | None = None


@dataclass(frozen=True, slots=True)
class PlaylistFile:
    """A playlist as a file tells it."""

    entries: Sequence[FileEntry]
    name: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A line for which no track was found or, with `candidates`, more than one.

    `position` is where in the list, counted from 0, its track belongs.
    """

    entry: FileEntry
    position: int
    candidates: Sequence[Track] = ()
