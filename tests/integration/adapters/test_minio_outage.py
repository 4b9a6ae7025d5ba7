"""An object store that goes away, hangs or refuses: what is seen of it, and what comes after."""

import io
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from musicsim.adapters.minio.audio_store import MinioAudioStore
from musicsim.adapters.minio.blob_store import MinioBlobStore
from musicsim.adapters.minio.bucket import Bucket
from musicsim.domain.errors import Unavailable
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
