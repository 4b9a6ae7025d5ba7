"""A folder of this machine as library."""

import hashlib
import os
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from anyio import CapacityLimiter, to_thread

from musicsim.adapters.filesystem.opening import OpenFile, explained, open_regular
from musicsim.adapters.filesystem.walking import Found, Identity, identity_of, modified_ns, walk
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import AudioObject, AudioSource, LocalAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.rules.audio_keys import is_audio_key
from musicsim.ports.audio_store import AudioStore

_BATCH = 1000
_CHUNK = 256 * 1024
_HASHED_AT_ONCE = 4  # more would only make a disk's head jump


class FilesystemAudioStore(AudioStore):
    """Reads the audio files below `root`.

    Links to files and folders are followed, also out of the root: whoever may write to the library decides what is
    in it. Keys never lead out of it, and only what `walk` would list can be opened. Fifos, sockets and devices are
    passed over. A folder that is reached by two ways is listed twice, unless one of them lies in the other.
    """

    def __init__(self, root: Path) -> None:
        self._root = str(root.absolute())
        self._hashing = CapacityLimiter(_HASHED_AT_ONCE)  # not the threads that streaming needs

    async def walk(self) -> AsyncIterator[Found]:
        before = await to_thread.run_sync(self._identity)
        found = walk(self._root)
        while batch := await to_thread.run_sync(self._batch, found):
            for item in batch:
                yield item
        if await to_thread.run_sync(self._identity) != before:  # a drive was unplugged: its files seemed removed
            raise Unavailable("library", f"The library folder {self._root} was exchanged during the scan. Scan again.")

    async def stat(self, key: str) -> AudioObject | None:
        return await to_thread.run_sync(self._stat, key)

    async def content_hash(self, key: str) -> str:
        return await to_thread.run_sync(self._hash, key, limiter=self._hashing)

    async def source(self, key: str) -> AudioSource:
        (await to_thread.run_sync(self._open, key)).close()
        return LocalAudio(Path(self._path(key)))

    async def url(self, key: str, seconds: float, media_type: str = "") -> str | None:
        return None

    async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        with await to_thread.run_sync(self._open, key) as file:
            while chunk := await to_thread.run_sync(_chunk, file, start, stop):
                yield chunk
                start += len(chunk)

    def _stat(self, key: str) -> AudioObject | None:
        if not is_audio_key(key):
            return None
        try:
            status = os.stat(self._path(key))  # noqa: PTH116 - the path is text
        except OSError:
            self._identity()
            return None
        return AudioObject(key, status.st_size, modified_ns(status)) if stat.S_ISREG(status.st_mode) else None

    def _hash(self, key: str) -> str:
        with self._open(key) as file, explained(), open(file.descriptor, "rb", buffering=0, closefd=False) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def _open(self, key: str) -> OpenFile:
        if not is_audio_key(key):
            raise UnreadableAudio(FailureReason.VANISHED, "The library has no such file.")
        try:
            return open_regular(self._path(key))
        except UnreadableAudio:
            self._identity()
            raise

    def _path(self, key: str) -> str:
        return f"{self._root}/{key}"

    def _batch(self, found: Iterator[Found]) -> list[Found]:
        with self._reachable():
            return list(islice(found, _BATCH))

    def _identity(self) -> Identity:
        with self._reachable(), os.scandir(self._root):
            return identity_of(self._root)

    @contextmanager
    def _reachable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            advice = "Mount or create it, or name another one in the settings, and see that musicsim may read it."
            reason = f"The library folder {self._root} can't be opened ({error.strerror})."
            raise Unavailable("library", f"{reason} {advice}") from error


def _chunk(file: OpenFile, start: int, stop: int | None) -> bytes:
    size = _CHUNK if stop is None else min(_CHUNK, stop - start)
    if size <= 0:
        return b""
    with explained():
        return file.read(size, start)
