"""The folder tree that blobs lie in. Everything here blocks: it runs in threads."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from musicsim.adapters.filesystem.blob_files import DamagedBlob, blob_in, parts_in, path_of
from musicsim.adapters.filesystem.incoming import Incoming
from musicsim.adapters.filesystem.opening import OpenFile
from musicsim.domain.errors import Conflict, NotFound, Unavailable
from musicsim.domain.model.blob import Blob, BlobEntry


class BlobFolder:
    """Blobs below `root`/blobs, and what is being written below `root`/incoming; both are made when they are needed."""

    def __init__(self, root: Path) -> None:
        self._root, self._incoming = root / "blobs", Incoming(root / "incoming")

    def new_name(self) -> Path:
        """Where to write what comes in."""
        return self._incoming.new_name()

    def place(self, name: Path, key: str, only_new: bool) -> None:
        """Put the file `name` where `key` has its own, at once and durably. Conflict when it must be new and isn't."""
        path = path_of(self._root, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        if only_new:
            try:
                path.hardlink_to(name)
            except FileExistsError as fault:
                raise Conflict(f"There is a blob {key!r} already.") from fault
        else:
            name.replace(path)
        for folder in path.parents[: len(path.relative_to(self._root).parts)]:
            _force(folder)

    def open(self, key: str) -> OpenFile:
        """The file of a blob; NotFound when there is none."""
        try:
            return OpenFile(os.open(path_of(self._root, key), os.O_RDONLY | os.O_CLOEXEC))
        except FileNotFoundError as fault:
            raise NotFound.of("blob", key) from fault

    def look(self, file: OpenFile, key: str) -> Blob:
        """What is known of the blob in an open file."""
        try:
            return blob_in(file, key)
        except (DamagedBlob, ValueError, KeyError) as fault:
            message = f"The file of blob {key!r} is damaged. Restore {path_of(self._root, key)}, or delete it."
            raise Unavailable("blobs", message) from fault

    def stat(self, key: str) -> Blob | None:
        """The same by key, None when there is none."""
        with suppress(NotFound), self.open(key) as file:
            return self.look(file, key)
        return None

    def path_of(self, key: str) -> Path:
        """The file of a blob, wherever this process stands; more than the blob's own bytes are in it."""
        return path_of(self._root, key).absolute()

    def remove(self, key: str) -> None:
        """Remove a blob, if there is one."""
        path_of(self._root, key).unlink(missing_ok=True)

    def entries(self, prefix: str) -> Iterator[BlobEntry]:
        """The blobs whose keys begin with `prefix`, by key."""
        return self._entries(self._root, "", prefix)

    def _entries(self, folder: Path, above: str, prefix: str) -> Iterator[BlobEntry]:
        for part, name in parts_in(folder):
            key = above + part
            if key.endswith("/"):
                if key.startswith(prefix) or prefix.startswith(key):
                    yield from self._entries(folder / name, key, prefix)
            elif key.startswith(prefix) and (blob := self.stat(key)) is not None:
                yield BlobEntry(key, blob.size, blob.etag)


def _force(folder: Path) -> None:
    """See to it that names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
