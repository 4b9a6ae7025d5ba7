"""An object store that goes away, hangs or refuses: what is seen of it, and what comes after."""

import asyncio
import hashlib
import io
import time
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from musicsim.adapters.minio.audio_store import MinioAudioStore
from musicsim.adapters.minio.blob_store import MinioBlobStore
from musicsim.adapters.minio.bucket import Bucket
from musicsim.domain.errors import Conflict, Unavailable
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.blob_store import BlobStore
from tests.contracts.blob_store_contract import Stream, content_of, keys_of, pattern
from tests.support.relay import Relay
from tests.support.s3 import bucket_on
from tests.support.servers.s3 import S3

SOON = 15.0
"""Seconds: "some", on a machine that does other things as well."""

MIB = 1024 * 1024


@pytest.fixture
def bucket(s3: S3) -> Iterator[Bucket]:
    made = bucket_on(s3)
    s3.client().put_object(made.name, made.prefix + "a.mp3", io.BytesIO(b"sound"), 5)
    yield made
    made.close()


@pytest.fixture
def store(bucket: Bucket) -> AudioStore:
    return MinioAudioStore(bucket)


@pytest.fixture
def blobs(bucket: Bucket, tmp_path: Path) -> BlobStore:
    return MinioBlobStore(bucket, tmp_path, part_size=5 * MIB)


async def listed(store: AudioStore) -> list[str]:
    return [item.key async for item in store.walk()]


async def heard(store: AudioStore) -> bytes:
    return b"".join([chunk async for chunk in store.read("a.mp3")])


def calls(store: AudioStore, blobs: BlobStore) -> list[Callable[[], Awaitable[object]]]:
    return [
        lambda: listed(store),
        lambda: store.stat("a.mp3"),
        lambda: store.content_hash("a.mp3"),
        lambda: store.source("a.mp3"),
        lambda: heard(store),
        lambda: blobs.put("b", Stream([b"x"]), "text/plain"),
        lambda: blobs.stat("b"),
        lambda: content_of(blobs, "b"),
        lambda: keys_of(blobs),
        lambda: blobs.delete("b"),
    ]


async def unavailable(call: Callable[[], Awaitable[object]]) -> str:
    """What it says; it must not take long to say it."""
    started = time.monotonic()
    with pytest.raises(Unavailable) as caught:
        await call()
    assert time.monotonic() - started < SOON
    assert caught.value.service == "library"
    return str(caught.value)


async def test_a_store_that_is_down_is_unavailable_and_comes_back(s3: S3, store: AudioStore, blobs: BlobStore):
    assert await listed(store) == ["a.mp3"]  # connections are there, and break
    s3.stop()
    try:
        for call in calls(store, blobs):
            assert "Nobody answers" in await unavailable(call)
    finally:
        s3.start()
    assert await heard(store) == b"sound"
    assert await listed(store) == ["a.mp3"]
    assert await blobs.stat("b") is None


async def test_an_outage_is_raised_and_not_logged_as_well(s3: S3, caplog: pytest.LogCaptureFixture):
    """Every attempt would make a line."""
    bucket = bucket_on(s3, endpoint="http://127.0.0.1:1")
    assert "Nobody answers" in await unavailable(lambda: bucket.head("a.mp3"))
    assert caplog.records == []
    bucket.close()


async def test_a_store_that_hangs_is_unavailable(s3: S3, store: AudioStore):
    assert await heard(store) == b"sound"
    with s3.frozen():
        assert "too long to answer" in await unavailable(lambda: store.stat("a.mp3"))
    assert await heard(store) == b"sound"


REFUSALS = [
    ({"access_key": "nobody"}, "does not know the access key", "MUSICSIM_S3_ACCESS_KEY"),
    ({"secret_key": "not the secret"}, "not that of the access key", "MUSICSIM_S3_SECRET_KEY"),
    ({"endpoint": "http://127.0.0.1:1"}, "Nobody answers at http://127.0.0.1:1", "MUSICSIM_S3_ENDPOINT"),
    ({"endpoint": "http://no-such-host.invalid"}, "no host of the name", "MUSICSIM_S3_ENDPOINT"),
    ({"endpoint": "ftp://127.0.0.1"}, "MUSICSIM_S3_ENDPOINT is wrong", "host"),
    ({"endpoint": ""}, "MUSICSIM_S3_ENDPOINT is wrong", "host"),
]


@pytest.mark.parametrize(("other", "seen", "remedy"), REFUSALS)
async def test_who_is_not_let_in_is_told_why(s3: S3, tmp_path: Path, other: dict[str, str], seen: str, remedy: str):
    bucket = bucket_on(s3, **other)
    try:
        for call in calls(MinioAudioStore(bucket), MinioBlobStore(bucket, tmp_path)):
            words = await unavailable(call)
            assert seen in words
            assert remedy in words
    finally:
        bucket.close()


async def test_a_bucket_that_is_missing_is_no_empty_one(s3: S3, tmp_path: Path):
    bucket = bucket_on(s3, "no-such-bucket")
    try:
        for call in calls(MinioAudioStore(bucket), MinioBlobStore(bucket, tmp_path)):
            words = await unavailable(call)
            assert "There is no bucket no-such-bucket" in words
            assert "MUSICSIM_LIBRARY" in words
    finally:
        bucket.close()


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def relay(s3: S3) -> Iterator[Relay]:
    with Relay(s3.port) as made:
        yield made


async def test_listening_goes_on_where_the_connection_broke(s3: S3, relay: Relay):
    """As when the store is restarted while somebody listens, or when they paused for longer than it waits."""
    data = pattern(12 * MIB)
    bucket = bucket_on(s3, endpoint=relay.endpoint)
    s3.client().put_object(bucket.name, bucket.prefix + "a.mp3", io.BytesIO(data), len(data))
    try:
        chunks = MinioAudioStore(bucket).read("a.mp3", 1000)
        read = await anext(chunks)
        relay.cut()
        read += b"".join([chunk async for chunk in chunks])
        assert read == data[1000:]
    finally:
        bucket.close()


async def test_what_was_replaced_meanwhile_does_not_go_on(s3: S3, relay: Relay):
    bucket = bucket_on(s3, endpoint=relay.endpoint)
    client, name = s3.client(), bucket.prefix + "a.mp3"
    client.put_object(bucket.name, name, io.BytesIO(bytes(12 * MIB)), 12 * MIB)
    try:
        chunks = MinioAudioStore(bucket).read("a.mp3")
        await anext(chunks)
        client.put_object(bucket.name, name, io.BytesIO(pattern(12 * MIB)), 12 * MIB)
        relay.cut()
        with pytest.raises(Unavailable, match="replaced"):
            [chunk async for chunk in chunks]
    finally:
        bucket.close()


async def test_a_connection_that_breaks_again_and_again_is_an_outage(s3: S3, relay: Relay):
    bucket = bucket_on(s3, endpoint=relay.endpoint)
    s3.client().put_object(bucket.name, bucket.prefix + "a.mp3", io.BytesIO(pattern(MIB)), MIB)
    relay.received_limit = 300_000
    try:
        assert await unavailable(lambda: heard(MinioAudioStore(bucket)))
        relay.received_limit = None
        assert await heard(MinioAudioStore(bucket)) == pattern(MIB)
    finally:
        bucket.close()


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
