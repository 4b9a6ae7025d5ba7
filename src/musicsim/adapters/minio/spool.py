"""A stream that waits on disk until all of it came, for what has to be known before the first byte is sent."""

import tempfile
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from anyio import to_thread

from musicsim.domain.errors import Unavailable
from musicsim.domain.rules.streams import Checksum

SERVICE = "data folder"


class Spool:
    """Bytes that are all there, in pieces of a size, and their SHA-256 in hex."""

    def __init__(self, file: IO[bytes], piece: int, sha256: str) -> None:
        self._file, self._piece, self.sha256 = file, piece, sha256

    async def __aiter__(self) -> AsyncIterator[bytes]:
        await to_thread.run_sync(self._file.seek, 0)
        while data := await to_thread.run_sync(self._file.read, self._piece):
            yield data


@asynccontextmanager
async def spooled(pieces: AsyncIterable[bytes], folder: Path, piece: int) -> AsyncGenerator[Spool, None]:
    """All that comes, in a file without a name in `folder`; gone afterwards, even when the process is killed."""
    file, checksum = await to_thread.run_sync(_opened, folder), Checksum()
    try:
        async for data in pieces:
            await to_thread.run_sync(_append, folder, file, checksum, data)
        yield Spool(file, piece, checksum.checked(""))
    finally:
        file.close()


def _opened(folder: Path) -> IO[bytes]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=folder, buffering=0)  # what a full disk did not take is not tried at the end
    except OSError as fault:
        raise _unavailable(folder, fault) from fault


def _append(folder: Path, file: IO[bytes], checksum: Checksum, data: bytes) -> None:
    checksum.add(data)
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except OSError as fault:
        raise _unavailable(folder, fault) from fault


def _unavailable(folder: Path, fault: OSError) -> Unavailable:
    advice = "See that musicsim may write there, and that there is room."
    return Unavailable(SERVICE, f"The folder {folder} cannot be used ({fault.strerror}). {advice}")
