"""Folders."""

import msgspec

from musicsim.domain.model.details import Beside
from musicsim.domain.use_cases.browse_library import FolderView
from musicsim.entrypoints.schemas.track import TrackPage


class SubFolder(msgspec.Struct, frozen=True):
    """A folder in a folder; `tracks` counts those at any depth."""

    name: str
    path: str
    tracks: int


class Folder(msgspec.Struct, frozen=True):
    """What is directly in a folder; the root's path is ""."""

    path: str
    folders: list[SubFolder]
    tracks: TrackPage

    @classmethod
    def of(cls, view: FolderView, beside: Beside) -> "Folder":
        above = f"{view.folder.path}/" if view.folder.path else ""
        folders = [SubFolder(sub.name, above + sub.name, sub.tracks) for sub in view.folder.folders]
        return cls(view.folder.path, folders, TrackPage.of(view.tracks, beside))
