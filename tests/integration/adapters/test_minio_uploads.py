"""Writing blobs to a bucket over lines that break, lose answers or are slow."""

import asyncio
import hashlib
import io
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from musicsim.adapters.minio.blob_store import MinioBlobStore
from musicsim.domain.errors import Conflict, Unavailable
from tests.contracts.blob_store_contract import Stream, content_of, pattern
from tests.support.relay import Relay
from tests.support.s3 import bucket_on
from tests.support.servers.s3 import S3

MIB = 1024 * 1024


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def relay(s3: S3) -> Iterator[Relay]:
    with Relay(s3.port) as made:
        yield made


async def test_an_answer_that_was_lost_is_no_conflict(s3: S3, relay: Relay, tmp_path: Path):
    """The request is sent again then, and it was its own first attempt that came before it."""
    bucket = bucket_on(s3, endpoint=relay.endpoint)
    blobs = MinioBlobStore(bucket, tmp_path)
    try:
        relay.losing = 500_000
        put = await blobs.put("a", Stream([pattern(MIB)]), "text/plain", only_new=True)
        assert relay.losing is None
        assert put == await blobs.stat("a")
        assert await content_of(blobs, "a") == pattern(MIB)
    finally:
        bucket.close()


async def test_other_bytes_are_a_conflict_though_an_answer_was_lost(s3: S3, relay: Relay, tmp_path: Path):
    bucket = bucket_on(s3, endpoint=relay.endpoint)
    blobs = MinioBlobStore(bucket, tmp_path)

    async def overtaken() -> AsyncIterator[bytes]:
        s3.client().put_object(bucket.name, bucket.prefix + "a", io.BytesIO(b"theirs"), 6)
        yield pattern(MIB)

    try:
        relay.losing = 500_000
        with pytest.raises(Conflict):
            await blobs.put("a", overtaken(), "text/plain", only_new=True)
        assert relay.losing is None
        assert await content_of(blobs, "a") == b"theirs"
    finally:
        bucket.close()


@pytest.mark.parametrize("announced", [True, False])
async def test_an_upload_that_broke_off_goes_on(s3: S3, relay: Relay, tmp_path: Path, announced: bool):
    data = pattern(23 * MIB)
    sha256 = hashlib.sha256(data).hexdigest()
    bucket = bucket_on(s3, endpoint=relay.endpoint)
    relay.sent_limit = 17 * MIB
    try:
        blobs = MinioBlobStore(bucket, tmp_path, part_size=5 * MIB)
        with pytest.raises(Unavailable):
            await blobs.put("large", Stream([data]), "audio/flac", sha256=sha256 if announced else "")
        assert await MinioBlobStore(bucket_on(s3, bucket.name, bucket.prefix), tmp_path).stat("large") is None
        relay.sent_limit, relay.sent = None, 0
        blobs = MinioBlobStore(bucket, tmp_path, part_size=5 * MIB)  # as after a restart
        put = await blobs.put("large", Stream([data]), "audio/flac", sha256=sha256)
        assert put.sha256 == sha256
        assert 8 * MIB <= relay.sent < 9 * MIB, "three parts of five were there"
        assert await content_of(blobs, "large") == data
        assert names_in(tmp_path) == []
    finally:
        bucket.close()


@pytest.mark.parametrize("size", [7 * MIB, 23 * MIB])
async def test_whoever_is_cancelled_does_not_wait_for_a_slow_line(s3: S3, relay: Relay, tmp_path: Path, size: int):
    bucket = bucket_on(s3, endpoint=relay.endpoint)
    blobs = MinioBlobStore(bucket, tmp_path)
    relay.pause = 0.05
    try:
        announced = hashlib.sha256(pattern(size)).hexdigest()
        sending = asyncio.create_task(blobs.put("large", Stream([pattern(size)]), "audio/flac", sha256=announced))
        async with asyncio.timeout(60):
            while relay.sent < MIB // 2:
                await asyncio.sleep(0.01)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        relay.pause = 0.0
        bucket.close()
        async with asyncio.timeout(60):
            while relay.connections:
                await asyncio.sleep(0.01)
        assert relay.sent < 6 * MIB, "the rest of the part was not sent"
        assert await blobs.stat("large") is None
    finally:
        bucket.close()


async def test_an_upload_of_other_bytes_begins_anew(s3: S3, relay: Relay, tmp_path: Path):
    """Though the first parts are the same: what was said of the earlier ones would stand beside it."""
    data, other = pattern(12 * MIB), pattern(12 * MIB)[:-1] + b"?"
    bucket = bucket_on(s3, endpoint=relay.endpoint)
    blobs = MinioBlobStore(bucket, tmp_path, part_size=5 * MIB)
    relay.sent_limit = 11 * MIB
    try:
        with pytest.raises(Unavailable):
            await blobs.put("a", Stream([data]), "audio/flac", sha256=hashlib.sha256(data).hexdigest())
        relay.sent_limit = None
        put = await blobs.put("a", Stream([other]), "audio/flac")
        assert put.sha256 == hashlib.sha256(other).hexdigest()
        assert await content_of(blobs, "a") == other
    finally:
        bucket.close()


async def test_parts_that_were_removed_meanwhile_are_sent_again(s3: S3, relay: Relay, tmp_path: Path):
    data = pattern(12 * MIB)
    bucket = bucket_on(s3, endpoint=relay.endpoint)
    blobs = MinioBlobStore(bucket, tmp_path, part_size=5 * MIB)
    relay.sent_limit = 11 * MIB
    try:
        with pytest.raises(Unavailable):
            await blobs.put("a", Stream([data]), "audio/flac")
        relay.sent_limit = None
        [upload] = s3.client()._list_multipart_uploads(bucket.name, prefix=bucket.prefix).uploads
        s3.client()._abort_multipart_upload(bucket.name, upload.object_name, upload.upload_id)
        assert (await blobs.put("a", Stream([data]), "audio/flac")).size == len(data)
    finally:
        bucket.close()


async def test_a_stream_of_any_length_takes_little_memory(s3: S3, tmp_path: Path):
    bucket = bucket_on(s3)

    async def long() -> AsyncIterator[bytes]:
        for number in range(60):
            yield bytes([number]) * MIB

    tracemalloc.start()
    try:
        put = await MinioBlobStore(bucket, tmp_path).put("long", long(), "audio/wav")
        assert put.size == 60 * MIB
        assert tracemalloc.get_traced_memory()[1] < 48 * MIB
    finally:
        tracemalloc.stop()
        bucket.close()
