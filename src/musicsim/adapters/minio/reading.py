"""Reading an object as its bytes are wanted, on over broken connections."""

from collections.abc import AsyncGenerator
from contextlib import closing
from typing import TYPE_CHECKING

from musicsim.adapters.minio.bucket import Bucket
from musicsim.adapters.minio.objects import Denied, Missing
from musicsim.domain.errors import Unavailable

if TYPE_CHECKING:
    from minio import Minio

    from musicsim.adapters.minio.body import Body

CHUNK = 256 * 1024
_BREAKS = 3


async def read(bucket: Bucket, key: str, start: int, stop: int | None) -> AsyncGenerator[bytes, None]:
    """Bytes start … stop of one version of an object, in chunks.

    A chunk is fetched when it is asked for: what reads slowly holds one connection and no thread, and makes the store
    wait. A connection that breaks, as when a listener paused for an hour, is replaced where it broke.

    Missing, before the first chunk, when there is none; Denied when only this object is closed to us.
    """
    etag, breaks = "", 0
    if stop is not None and start >= stop:
        if await bucket.head(key) is None:
            raise Missing
        return
    while (body := await _opened(bucket, key, start, stop, etag)) is not None:
        etag = body.etag
        with closing(body):
            while True:
                try:
                    chunk = await _next(bucket, body)
                except Unavailable:
                    breaks += 1
                    if breaks == _BREAKS:
                        raise
                    break
                if not chunk:
                    return
                yield chunk
                start, breaks = start + len(chunk), 0


async def _opened(bucket: Bucket, key: str, start: int, stop: int | None, etag: str) -> "Body | None":
    """The answer with these bytes, of the version `etag` if that isn't ""; None when they lie past the end."""
    return await bucket.run(lambda client: _open(client, bucket, key, _headers(start, stop, etag)), abandon=True)


async def _next(bucket: Bucket, body: "Body") -> bytes:
    return await bucket.run(lambda _: body.read(CHUNK), abandon=True)


def _headers(start: int, stop: int | None, etag: str) -> dict[str, str]:
    last = "" if stop is None else stop - 1
    headers = {"Range": f"bytes={start}-{last}"} if start or stop is not None else {}
    return headers | ({"If-Match": etag} if etag else {})


def _open(client: "Minio", bucket: Bucket, key: str, headers: dict[str, str]) -> "Body | None":
    from minio.error import S3Error

    from musicsim.adapters.minio.body import Body
    from musicsim.adapters.minio.faults import ABSENT, CHANGED, CLOSED, OUT_OF_RANGE
    from musicsim.adapters.minio.head import look

    try:
        return Body(client.get_object(bucket.name, bucket.prefix + key, request_headers=dict(headers)))
    except S3Error as fault:
        if fault.code in ABSENT:
            raise Missing from fault
        if fault.code == OUT_OF_RANGE:
            return None
        if fault.code in CHANGED:
            raise Unavailable(bucket.service, f"{key!r} was replaced while it was read.") from fault
        if fault.code in CLOSED:
            look(client, bucket.name, bucket.prefix + key)  # perhaps it is the bucket
            raise Denied(fault.message or fault.code) from fault
        raise
