"""A bucket for blobs."""

from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import aclosing, contextmanager
from pathlib import Path

from musicsim.adapters.minio.bucket import Bucket
from musicsim.adapters.minio.objects import Denied, Missing
from musicsim.adapters.minio.reading import read
from musicsim.adapters.minio.writing import PART, Order, Writer
from musicsim.domain.errors import Conflict, Invalid, NotFound, Unavailable
from musicsim.domain.model.audio import AudioSource, RemoteAudio
from musicsim.domain.model.blob import Blob, BlobEntry
from musicsim.domain.rules.blob_keys import checked_blob_key
from musicsim.ports.blob_store import BlobStore

_ADDRESS_HOLDS = 3600.0
"""Seconds that a decoder has for coming to a source that it was given, and for reading it."""


class MinioBlobStore(BlobStore):
    """Keeps each blob in one object, its SHA-256 beside it.

    What is longer than a part goes in parts. S3 is told the SHA-256 before the first of them: where it wasn't
    announced, the stream waits in `staging`, a folder of this machine, which also remembers uploads that broke off.
    Two requests that must not both succeed (`only_new`) are told apart by S3 itself; services that do not know
    If-None-Match would let the later one win, though hardly ever: it is looked at before, too.
    """

    def __init__(self, bucket: Bucket, staging: Path, *, part_size: int = PART) -> None:
        self._bucket = bucket
        self._writer = Writer(bucket, staging, part_size)

    async def put(
        self, key: str, chunks: AsyncIterable[bytes], media_type: str, *, sha256: str = "", only_new: bool = False
    ) -> Blob:
        checked_blob_key(key)
        if only_new and await self.stat(key) is not None:
            raise Conflict(f"There is a blob {key!r} already.")
        with self._explained(key):
            return await self._writer.write(Order(key, media_type, sha256, only_new), chunks)

    async def stat(self, key: str) -> Blob | None:
        with self._explained(key):
            found = await self._bucket.head(checked_blob_key(key))
        return None if found is None else found.blob(key)

    async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        with self._explained(key):
            async with aclosing(read(self._bucket, checked_blob_key(key), start, stop)) as chunks:
                async for chunk in chunks:
                    yield chunk

    async def delete(self, key: str) -> None:
        name = self._bucket.prefix + checked_blob_key(key)
        await self._bucket.run(lambda client: client.remove_object(self._bucket.name, name))

    async def walk(self, prefix: str = "") -> AsyncIterator[BlobEntry]:
        async with aclosing(self._bucket.walk(prefix, _is_key)) as listing:
            async for item in listing:
                yield BlobEntry(item.key, item.size, item.etag)

    async def url(self, key: str, seconds: float) -> str | None:
        return await self._bucket.url(checked_blob_key(key), seconds)

    async def source(self, key: str) -> AudioSource:
        with self._explained(key):
            if (found := await self._bucket.head(checked_blob_key(key))) is None:
                raise Missing
        return RemoteAudio(await self._bucket.url(key, _ADDRESS_HOLDS), found.size, f'"{found.etag}"')

    @contextmanager
    def _explained(self, key: str) -> Iterator[None]:
        try:
            yield
        except Missing as fault:
            raise NotFound.of("blob", key) from fault
        except Denied as fault:
            raise Unavailable(self._bucket.service, f"The blob {key!r} cannot be read: {fault}.") from fault


def _is_key(key: str) -> bool:
    """Others may have put objects there that no blob could be."""
    try:
        return bool(checked_blob_key(key))
    except Invalid:
        return False
