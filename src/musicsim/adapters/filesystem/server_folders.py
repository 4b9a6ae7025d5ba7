"""The folders of this machine."""

import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from anyio import to_thread

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.library_place import ServerFolder
from musicsim.domain.rules.audio_keys import has_audio_ending, is_passed_over, is_unicode
from musicsim.ports.server_folders import ServerFolders

_MOST = 20_000
"""Entries of one folder that are looked at: none that people walk through has more."""

_USUAL = ("~/Music", "~/Musique", "/music", "/srv/music", "/data/music", "/mnt/music", "/media/music", "/media", "/mnt")


class MachineFolders(ServerFolders):
    """Looks with the rights of the process. Links are followed, as they are for audio.

    `usual` are the folders in which people keep music, "~" being the home of whoever runs the process.
    """

    def __init__(self, usual: Sequence[str] = _USUAL) -> None:
        self._usual = usual

    async def look(self, path: str) -> ServerFolder:
        return await to_thread.run_sync(_look, path)

    async def usual(self) -> Sequence[str]:
        return await to_thread.run_sync(self._there)

    def _there(self) -> list[str]:
        paths = [Path(path).expanduser() for path in self._usual]
        return [str(path) for path in paths if path.is_dir() and os.access(path, os.R_OK | os.X_OK)]


def _look(path: str) -> ServerFolder:
    if not os.path.isabs(path) or "\0" in path or not is_unicode(path):  # noqa: PTH117 - a Path drops what is wrong
        raise Invalid("Write the whole path, from / on.", "path")
    folder = Path(os.path.normpath(f"/{path.lstrip('/')}"))  # two slashes in front would be kept
    try:
        with os.scandir(folder) as entries:
            found = list(islice(entries, _MOST))
    except OSError as fault:
        raise NotFound(f"The folder {folder} cannot be looked into: {fault.strerror}.") from fault
    names = [entry.name for entry in found if is_unicode(entry.name) and not is_passed_over(entry.name)]
    folders = {entry.name for entry in found if _is_folder(entry)}
    audio = sum(has_audio_ending(name) and name not in folders for name in names)
    parent = None if folder == folder.parent else str(folder.parent)
    return ServerFolder(str(folder), parent, sorted((n for n in names if n in folders), key=str.casefold), audio)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round
        return False
