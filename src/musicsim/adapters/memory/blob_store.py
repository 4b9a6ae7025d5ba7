"""Blobs in memory."""

from collections.abc import AsyncIterable, AsyncIterator

from musicsim.domain.errors import Conflict, NotFound, Unavailable
from musicsim.domain.model.audio import AudioSource, InlineAudio
from musicsim.domain.model.blob import Blob, BlobEntry
from musicsim.domain.rules.blob_keys import checked_blob_key
from musicsim.domain.rules.streams import Checksum
from musicsim.ports.blob_store import BlobStore

_CHUNK = 256 * 1024


class MemoryBlobStore(BlobStore):
    """Knob: `reachable = False` makes every method raise Unavailable."""

    def __init__(self) -> None:
        self.reachable = True
        self._kept: dict[str, tuple[Blob, bytes]] = {}

    async def put(
        self, key: str, chunks: AsyncIterable[bytes], media_type: str, *, sha256: str = "", only_new: bool = False
    ) -> Blob:
        self._check(key)
        self._refuse(key, only_new)
        checksum, data = Checksum(), bytearray()
        async for chunk in chunks:
            checksum.add(chunk)
            data += chunk
        digest = checksum.checked(sha256)
        self._check(key)
        self._refuse(key, only_new)
        blob = Blob(key, len(data), digest[:32], media_type, digest)
        self._kept[key] = blob, bytes(data)
        return blob

    async def stat(self, key: str) -> Blob | None:
        self._check(key)
        return self._kept[key][0] if key in self._kept else None

    async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        self._check(key)
        if key not in self._kept:
            raise NotFound.of("blob", key)
        data = self._kept[key][1][start:stop]
        for offset in range(0, len(data), _CHUNK):
            yield data[offset : offset + _CHUNK]

    async def delete(self, key: str) -> None:
        self._check(key)
        self._kept.pop(key, None)

    async def walk(self, prefix: str = "") -> AsyncIterator[BlobEntry]:
        self._check()
        for key in sorted(self._kept):
            if key.startswith(prefix) and key in self._kept:
                blob = self._kept[key][0]
                yield BlobEntry(key, blob.size, blob.etag)

    async def url(self, key: str, seconds: float) -> str | None:
        self._check(key)
        return None

    async def source(self, key: str) -> AudioSource:
        return InlineAudio(b"".join([chunk async for chunk in self.read(key)]))

    def _refuse(self, key: str, only_new: bool) -> None:
        if only_new and key in self._kept:
            raise Conflict(f"There is a blob {key!r} already.")

    def _check(self, key: str = "any") -> None:
        checked_blob_key(key)
        if not self.reachable:
            raise Unavailable("blobs", "The blobs in memory were made unreachable.")
