"""Where the music is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What holds the music."""

    FOLDER = "folder"
    BUCKET = "bucket"


@dataclass(frozen=True, slots=True)
class LibraryPlace:
    """A folder of the server or a bucket; `fixed` where the settings say so, and nobody else can."""

    kind: PlaceKind
    location: str
    fixed: bool


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """What a first look at the place saw: `files` of audio, and whether there are `more`; `problem` is "" unless it
    cannot be read, and then says why and what to do.
    """

    place: LibraryPlace
    files: int = 0
    more: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ServerFolder:
    """A folder of the server's own disks: the names of those in it, and how many `files` of audio lie directly in it.

    `parent` is the path of the one that it lies in, None for the root.
    """

    path: str
    parent: str | None
    folders: Sequence[str]
    files: int
