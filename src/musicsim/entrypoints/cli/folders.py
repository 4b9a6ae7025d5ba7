"""A look at the folders of the settings, for when nothing else could be opened."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from musicsim.domain.model.health import Finding

if TYPE_CHECKING:
    from musicsim.config import Settings


def look_at_folders(settings: "Settings") -> list[Finding]:
    """Whether the library, where it is a folder, can be read and the data folder be written to."""
    folder = settings.library_folder
    return [*([_library(folder)] if folder is not None else []), _data(settings.data)]


def _library(folder: Path) -> Finding:
    if not folder.is_dir():
        remedy = "Mount or create it, or name another folder with --library or MUSICSIM_LIBRARY."
        return Finding("library folder", healthy=False, seen=f"{folder} is not there", remedy=remedy)
    if not os.access(folder, os.R_OK | os.X_OK):
        remedy = "Let the user that runs musicsim read it."
        return Finding("library folder", healthy=False, seen=f"{folder} cannot be read", remedy=remedy)
    return Finding("library folder", healthy=True, seen=f"{folder} can be read")


def _data(folder: Path) -> Finding:
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return Finding("data folder", healthy=True, seen=f"{folder} can be written to")
    remedy = "Let the user that runs musicsim write there, or name another folder with --data or MUSICSIM_DATA."
    return Finding("data folder", healthy=False, seen=f"{nearest} cannot be written to", remedy=remedy)
