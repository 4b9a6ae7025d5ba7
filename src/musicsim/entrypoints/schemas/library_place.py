"""Where the music is."""

from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from musicsim.domain.model import library_place as domain
from musicsim.domain.model.library_place import PlaceKind


class LibraryPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where the music is, and what a first look saw: `files` of audio, perhaps `more`. `fixed`: the settings say where,
    and nobody else can. `problem` says why it cannot be read and what to do; "" when it can.
    """

    kind: PlaceKind
    location: str
    fixed: bool
    files: int
    more: bool
    problem: str

    @classmethod
    def of(cls, seen: domain.PlaceSeen) -> "LibraryPlace":
        place = seen.place
        return cls(
            kind=place.kind,
            location=place.location,
            fixed=place.fixed,
            files=seen.files,
            more=seen.more,
            problem=seen.problem,
        )


class NewPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The folder of the server to read music from: its whole path."""

    folder: Annotated[str, Meta(min_length=1, max_length=4096)]


class FolderInside(msgspec.Struct, frozen=True):
    """A folder in another."""

    name: str
    path: str


class ServerFolder(msgspec.Struct, frozen=True, kw_only=True):
    """A folder of the server's disks: what is in it, the one that it lies in (null: none), how many files of audio lie
    directly in it. `usual` are folders that are there and where people keep music.
    """

    path: str
    parent: str | None
    folders: list[FolderInside]
    files: int
    usual: list[str]

    @classmethod
    def of(cls, folder: domain.ServerFolder, usual: Sequence[str]) -> "ServerFolder":
        inside = [FolderInside(name, f"{folder.path.rstrip('/')}/{name}") for name in folder.folders]
        return cls(path=folder.path, parent=folder.parent, folders=inside, files=folder.files, usual=list(usual))
