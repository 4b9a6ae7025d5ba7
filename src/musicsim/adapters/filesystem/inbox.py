"""A folder of this machine in which files wait that came in."""

import os
import time
from collections.abc import AsyncIterable, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread

from musicsim.adapters.filesystem.blob_files import append, created
from musicsim.adapters.filesystem.incoming import Incoming
from musicsim.adapters.filesystem.opening import open_regular
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import LocalAudio
from musicsim.domain.model.uploaded import Received
from musicsim.domain.rules.streams import Checksum, regrouped
from musicsim.ports.inbox import Inbox

T = TypeVar("T")

_PIECE = 1024 * 1024
_CHUNK = 256 * 1024
_AT_ONCE = 8


class FolderInbox(Inbox):
    """Keeps each file under a name of its own in `folder`, which is made when it is needed.

    What a crash leaves there is removed a day or two later, by the next file that comes; `now` tells the time, as
    files have it.
    """

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._folder = folder.absolute()
        self._threads = CapacityLimiter(_AT_ONCE)
        self._incoming = Incoming(self._folder, now)

    @asynccontextmanager
    async def receive(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[Received]:
        path = await self._run(self._incoming.new_name)
        try:
            checksum = await self._written(path, chunks)
            source = LocalAudio(path, checksum.size)
            yield Received(source, checksum.size, checksum.checked(""), lambda: self._read(path))
        finally:
            path.unlink(missing_ok=True)

    async def _written(self, path: Path, chunks: AsyncIterable[bytes]) -> Checksum:
        checksum = Checksum()
        with await self._run(created, path) as file:
            async with aclosing(regrouped(chunks, _PIECE)) as pieces:
                async for piece in pieces:
                    await self._run(append, file, checksum, piece)
        return checksum

    async def _read(self, path: Path) -> AsyncIterator[bytes]:
        start = 0
        with await self._run(open_regular, str(path)) as file:
            while chunk := await self._run(file.read, _CHUNK, start):
                yield chunk
                start += len(chunk)

    async def _run(self, work: Callable[..., T], *args: Any) -> T:
        try:
            return await to_thread.run_sync(work, *args, limiter=self._threads)
        except OSError as fault:
            message = f"The folder {self._folder} cannot take in files ({os.strerror(fault.errno or 0)}). Make room."
            raise Unavailable("uploads", message) from fault
