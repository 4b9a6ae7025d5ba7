"""Folders."""

import msgspec

from musicsim.domain.use_cases.browse_library import FolderView
from musicsim.entrypoints.http.schemas.page import Page
from musicsim.entrypoints.http.schemas.track import Analyses, Track, page_of


class SubFolder(msgspec.Struct, frozen=True):
    """A folder in a folder; `tracks` counts those at any depth."""

    name: str
    path: str
    tracks: int


class Folder(msgspec.Struct, frozen=True):
    """What is directly in a folder; the root's path is ""."""

    path: str
    folders: list[SubFolder]
    tracks: Page[Track]

    @classmethod
    def of(cls, view: FolderView, found: Analyses) -> "Folder":
        above = f"{view.folder.path}/" if view.folder.path else ""
        folders = [SubFolder(sub.name, above + sub.name, sub.tracks) for sub in view.folder.folders]
        return cls(view.folder.path, folders, page_of(view.tracks, found))
