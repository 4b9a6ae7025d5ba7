"""Writing an object: in one request, or in parts."""

from collections.abc import AsyncGenerator, AsyncIterable
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from musicsim.adapters.minio.bucket import Bucket
from musicsim.adapters.minio.spool import spooled
from musicsim.adapters.minio.unfinished import Content, Unfinished
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.blob import Blob
from musicsim.domain.rules.streams import Checksum, regrouped

if TYPE_CHECKING:
    from minio import Minio

    from musicsim.adapters.minio.parts import PartsUpload

PART = 8 * 1024 * 1024
"""Bytes of a part; S3 takes 10,000 of them, of at least 5 MiB each but the last."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to write: see BlobStore.put."""

    key: str
    media_type: str
    sha256: str
    only_new: bool


class Writer:
    """Writes what fits into a part with one request, and the rest in parts, one after the other.

    S3 is told the SHA-256 before the first part: where it wasn't announced, the stream waits on disk in `staging`,
    which also remembers the uploads that broke off.
    """

    def __init__(self, bucket: Bucket, staging: Path, part_size: int) -> None:
        self._bucket, self._staging, self._part_size = bucket, staging, part_size
        self._unfinished = Unfinished(staging)

    async def write(self, order: Order, chunks: AsyncIterable[bytes]) -> Blob:
        """Write what `chunks` yield. Invalid and Conflict as BlobStore.put says."""
        async with aclosing(regrouped(chunks, self._part_size)) as pieces:
            ahead = [await anext(pieces, b""), await anext(pieces, b"")]
            if not ahead[1]:
                return await self._bucket.send(lambda client: self._whole(client, order, ahead[0]))
            async with aclosing(_chained(ahead, pieces)) as all_pieces:
                if order.sha256:
                    return await self._parts(order, all_pieces)
                async with spooled(all_pieces, self._staging, self._part_size) as spool:
                    return await self._parts(replace(order, sha256=spool.sha256), spool)

    def _whole(self, client: "Minio", order: Order, data: bytes) -> Blob:
        from musicsim.adapters.minio import requests

        checksum = Checksum()
        checksum.add(data)
        digest = checksum.checked(order.sha256)
        headers = requests.kept_with(order.media_type, digest) | requests.conditions(only_new=order.only_new)
        etag = requests.put(client, self._bucket.name, self._bucket.prefix + order.key, data, headers)
        return Blob(order.key, len(data), etag, order.media_type, digest)

    async def _parts(self, order: Order, pieces: AsyncIterable[bytes]) -> Blob:
        upload = await self._bucket.run(lambda client: self._begun(client, order))
        async for piece in pieces:
            await _sent(self._bucket, upload, piece)
        await self._bucket.run(lambda _: upload.finish(only_new=order.only_new))
        found = await self._bucket.head(order.key)
        if found is None:
            raise Unavailable(self._bucket.service, f"{order.key!r} was removed at once by somebody else.")
        return found.blob(order.key)

    def _begun(self, client: "Minio", order: Order) -> "PartsUpload":
        from musicsim.adapters.minio.parts import PartsUpload

        name = self._bucket.prefix + order.key
        content = Content(str(self._bucket), name, order.media_type, order.sha256, self._part_size)
        upload = PartsUpload(client, self._bucket.name, self._bucket.service, content, self._unfinished)
        upload.begin()
        return upload


async def _sent(bucket: Bucket, upload: "PartsUpload", piece: bytes) -> None:
    await bucket.send(lambda _: upload.add(piece))


async def _chained(ahead: list[bytes], rest: AsyncIterable[bytes]) -> AsyncGenerator[bytes, None]:
    while ahead:
        yield ahead.pop(0)
    async for piece in rest:
        yield piece
