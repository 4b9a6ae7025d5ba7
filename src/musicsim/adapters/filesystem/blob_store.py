"""A folder of this machine for blobs."""

import errno
from collections.abc import AsyncIterable, AsyncIterator, Callable
from contextlib import aclosing
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread

from musicsim.adapters.filesystem.blob_files import append, created, finish
from musicsim.adapters.filesystem.blob_folder import BlobFolder
from musicsim.domain.errors import Conflict, NotFound, Unavailable
from musicsim.domain.model.audio import AudioSource, LocalAudio
from musicsim.domain.model.blob import Blob, BlobEntry
from musicsim.domain.rules.blob_keys import checked_blob_key
from musicsim.domain.rules.streams import Checksum, regrouped
from musicsim.ports.blob_store import BlobStore

T = TypeVar("T")

_CHUNK = 256 * 1024
_PIECE = 1024 * 1024
_AT_ONCE = 8
_BATCH = 500
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class FilesystemBlobStore(BlobStore):
    """Keeps each blob in one file below `root`, which is made when it is needed.

    A blob is written beside the others, forced to the disk, and renamed into its place, or linked where it must be
    new: whatever happens, the old or the new one is there, whole.
    """

    def __init__(self, root: Path) -> None:
        self._root, self._folder = root, BlobFolder(root)
        self._threads = CapacityLimiter(_AT_ONCE)

    async def put(
        self, key: str, chunks: AsyncIterable[bytes], media_type: str, *, sha256: str = "", only_new: bool = False
    ) -> Blob:
        checked_blob_key(key)
        if only_new and await self.stat(key) is not None:
            raise Conflict(f"There is a blob {key!r} already.")
        name = await self._run(self._folder.new_name)
        try:
            checksum = await self._written(name, chunks, media_type, sha256)
            await self._run(self._folder.place, name, key, only_new)
        finally:
            name.unlink(missing_ok=True)
        digest = checksum.checked(sha256)
        return Blob(key, checksum.size, digest[:32], media_type, digest)

    async def stat(self, key: str) -> Blob | None:
        return await self._run(self._folder.stat, checked_blob_key(key))

    async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        with await self._run(self._folder.open, checked_blob_key(key)) as file:
            size = (await self._run(self._folder.look, file, key)).size
            stop = size if stop is None else min(stop, size)
            while start < stop:
                chunk = await self._run(file.read, min(_CHUNK, stop - start), start)
                yield chunk
                start += len(chunk)

    async def delete(self, key: str) -> None:
        await self._run(self._folder.remove, checked_blob_key(key))

    async def walk(self, prefix: str = "") -> AsyncIterator[BlobEntry]:
        found = self._folder.entries(prefix)
        while batch := await self._run(lambda: list(islice(found, _BATCH))):
            for entry in batch:
                yield entry

    async def url(self, key: str, seconds: float) -> str | None:
        checked_blob_key(key)
        return None

    async def source(self, key: str) -> AudioSource:
        if (found := await self.stat(key)) is None:
            raise NotFound.of("blob", key)
        return LocalAudio(self._folder.path_of(key), found.size)

    async def _written(self, name: Path, chunks: AsyncIterable[bytes], media_type: str, sha256: str) -> Checksum:
        checksum = Checksum()
        with await self._run(created, name) as file:
            async with aclosing(regrouped(chunks, _PIECE)) as pieces:
                async for piece in pieces:
                    await self._run(append, file, checksum, piece)
            await self._run(finish, file, media_type, checksum.checked(sha256))
        return checksum

    async def _run(self, work: Callable[..., T], *args: Any) -> T:
        try:
            return await to_thread.run_sync(work, *args, limiter=self._threads)
        except OSError as fault:
            advice = "Make room." if fault.errno in _FULL else "See MUSICSIM_BLOBS."
            message = f"The folder for blobs {self._root} cannot be used ({fault.strerror}). {advice}"
            raise Unavailable("blobs", message) from fault
