"""Files beside the audio in a folder."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from anyio import to_thread

from musicsim.adapters.filesystem.opening import open_regular
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.side_file import SideFile
from musicsim.domain.rules.side_keys import is_side_key
from musicsim.ports.side_files import SideFiles

_CHUNK = 256 * 1024


class FilesystemSideFiles(SideFiles):
    """Reads below `root`. Links are followed, as they are for audio."""

    def __init__(self, root: Path) -> None:
        self._root = str(root.absolute())

    async def starting_with(self, prefix: str) -> Sequence[SideFile]:
        return await to_thread.run_sync(self._list, prefix)

    async def read(self, key: str, most: int) -> bytes | None:
        return await to_thread.run_sync(self._read, key, most)

    def _list(self, prefix: str) -> list[SideFile]:
        folder = prefix.rpartition("/")[0]
        try:
            with os.scandir(f"{self._root}/{folder}") as entries:
                return sorted(_found(entries, prefix, folder), key=lambda file: file.key)
        except (OSError, ValueError):  # ValueError: a name that no file can have
            self._check()
            return []

    def _read(self, key: str, most: int) -> bytes | None:
        if not is_side_key(key):
            return None
        try:
            with open_regular(f"{self._root}/{key}") as file:
                if os.fstat(file.descriptor).st_size > most:
                    return None
                data = bytearray()
                while len(data) <= most and (chunk := file.read(_CHUNK, len(data))):
                    data += chunk
        except (UnreadableAudio, OSError):
            self._check()
            return None
        return bytes(data) if len(data) <= most else None

    def _check(self) -> None:
        """Whether it is the file or the folder that is at fault, or the whole library."""
        try:
            with os.scandir(self._root):
                pass
        except OSError as error:
            reason = f"The library folder {self._root} can't be opened ({error.strerror})."
            raise Unavailable("library", reason) from error


def _found(entries: Iterator[os.DirEntry[str]], prefix: str, folder: str) -> Iterator[SideFile]:
    for entry in entries:
        key = f"{folder}/{entry.name}" if folder else entry.name
        if key.startswith(prefix) and is_side_key(key):
            try:
                if entry.is_file():
                    yield SideFile(key, entry.stat().st_size)
            except OSError:  # a link that leads nowhere, or a file that was removed meanwhile
                continue
