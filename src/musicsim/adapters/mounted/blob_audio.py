"""Audio among the blobs."""

import hashlib
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from musicsim.adapters.mounted.closing import closed_behind
from musicsim.domain.errors import NotFound
from musicsim.domain.model.audio import AudioObject, AudioSource
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.rules.audio_keys import is_audio_key
from musicsim.domain.rules.blob_keys import is_blob_key
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.blob_store import BlobStore


class BlobAudioStore(AudioStore):
    """Reads the blobs below `prefix` ("" or ending in "/") that are audio by their names, under their whole keys.

    `modified_ns` is made from a blob's etag, so that the same bytes put there again are the same.
    """

    def __init__(self, blobs: BlobStore, prefix: str) -> None:
        self._blobs, self._prefix = blobs, prefix

    async def walk(self) -> AsyncIterator[AudioObject]:
        async with closed_behind(self._blobs.walk(self._prefix)) as entries:
            async for entry in entries:
                if is_audio_key(entry.key):
                    yield AudioObject(entry.key, entry.size, _number_of(entry.etag))

    async def stat(self, key: str) -> AudioObject | None:
        found = await self._blobs.stat(key) if self._is_ours(key) else None
        return None if found is None else AudioObject(key, found.size, _number_of(found.etag))

    async def content_hash(self, key: str) -> str:
        self._check(key)
        if (found := await self._blobs.stat(key)) is None:
            raise _vanished()
        return found.sha256 or await self._read_hash(key)

    async def source(self, key: str) -> AudioSource:
        self._check(key)
        with _explained():
            return await self._blobs.source(key)

    async def url(self, key: str, seconds: float, media_type: str = "") -> str | None:
        return await self._blobs.url(key, seconds) if self._is_ours(key) else None

    async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        self._check(key)
        with _explained():
            async with closed_behind(self._blobs.read(key, start, stop)) as chunks:
                async for chunk in chunks:
                    yield chunk

    async def _read_hash(self, key: str) -> str:
        digest = hashlib.sha256()
        async for chunk in self.read(key):
            digest.update(chunk)
        return digest.hexdigest()

    def _is_ours(self, key: str) -> bool:
        return key.startswith(self._prefix) and is_audio_key(key) and is_blob_key(key)

    def _check(self, key: str) -> None:
        if not self._is_ours(key):
            raise _vanished()


def _number_of(etag: str) -> int:
    """63 bits, for databases."""
    return int.from_bytes(hashlib.sha256(etag.encode()).digest()[:8]) >> 1


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except NotFound as fault:
        raise _vanished() from fault


def _vanished() -> UnreadableAudio:
    return UnreadableAudio(FailureReason.VANISHED, "There is no such file.")
