"""A bucket as library keeps the promises of every store."""

import asyncio
import gc
import hashlib
import io
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from pathlib import Path

import httpx
import pytest
from anyio import to_thread

from musicsim.adapters.minio.audio_store import MinioAudioStore
from musicsim.adapters.minio.blob_store import MinioBlobStore
from musicsim.adapters.minio.bucket import Bucket
from musicsim.domain.model.audio import RemoteAudio
from tests.contracts.audio_store_contract import AudioStoreContract, Shelf
from tests.contracts.blob_store_contract import Stream, pattern
from tests.support.relay import Relay
from tests.support.s3 import bucket_on
from tests.support.servers.s3 import S3


class BucketShelf(Shelf):
    unnameable = frozenset("\\")  # SeaweedFS takes it for a slash

    def __init__(self, server: S3):
        self.bucket = bucket_on(server)
        self.store = MinioAudioStore(self.bucket)
        self._client = server.client()

    async def put(self, key: str, data: bytes) -> None:
        name = self.bucket.prefix + key
        await to_thread.run_sync(self._client.put_object, self.bucket.name, name, io.BytesIO(data), len(data))

    async def remove(self, key: str) -> None:
        await to_thread.run_sync(self._client.remove_object, self.bucket.name, self.bucket.prefix + key)


class TestMinioAudioStore(AudioStoreContract):
    @pytest.fixture
    def shelf(self, s3: S3) -> Iterator[Shelf]:
        shelf = BucketShelf(s3)
        yield shelf
        shelf.bucket.close()


MIB = 1024 * 1024


@pytest.fixture
def bucket(s3: S3) -> Iterator[Bucket]:
    made = bucket_on(s3)
    yield made
    made.close()


@pytest.fixture
def store(bucket: Bucket) -> MinioAudioStore:
    return MinioAudioStore(bucket)


async def test_a_whole_bucket(s3: S3):
    bucket = bucket_on(s3, s3.new_bucket())
    for key in ("a/b.mp3", "c.mp3"):
        s3.client().put_object(bucket.name, key, io.BytesIO(b"x"), 1)
    try:
        assert [item.key async for item in MinioAudioStore(bucket).walk()] == ["a/b.mp3", "c.mp3"]
    finally:
        bucket.close()


async def test_more_objects_than_one_answer_lists(s3: S3, bucket: Bucket, store: MinioAudioStore):
    keys = [f"{number % 13}/{number:04d}.mp3" for number in range(1001)] + [f"{number}.txt" for number in range(9)]
    client = s3.client()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda key: client.put_object(bucket.name, bucket.prefix + key, io.BytesIO(b"x"), 1), keys))
    assert [item.key async for item in store.walk()] == sorted(key for key in keys if key.endswith(".mp3"))


async def test_the_same_bytes_put_there_again_are_the_same(s3: S3, bucket: Bucket, store: MinioAudioStore):
    seen = []
    for data in (b"one", b"one", b"two"):
        s3.client().put_object(bucket.name, bucket.prefix + "a.mp3", io.BytesIO(data), 3)
        seen.append(await store.stat("a.mp3"))
    assert seen[0] == seen[1] != seen[2]
    assert all(item is not None and 0 <= item.modified_ns < 2**63 for item in seen)


async def test_content_hashes_without_reading(s3: S3, bucket: Bucket, store: MinioAudioStore, tmp_path: Path):
    data, client = pattern(11 * MIB), s3.client()
    client.put_object(bucket.name, bucket.prefix + "plain.mp3", io.BytesIO(b"abc"), 3)
    assert await store.content_hash("plain.mp3") == "md5:900150983cd24fb0d6963f7d28e17f72"
    client.put_object(bucket.name, bucket.prefix + "parts.mp3", io.BytesIO(data), len(data), part_size=5 * MIB)
    by_parts = await store.content_hash("parts.mp3")
    assert by_parts.startswith("etag:")
    assert by_parts.endswith(f"-3-{len(data)}")
    blobs = MinioBlobStore(bucket, tmp_path, part_size=5 * MIB)
    for size in (3, len(data)):
        await blobs.put("ours.mp3", Stream([data[:size]]), "audio/mpeg")
        assert await store.content_hash("ours.mp3") == hashlib.sha256(data[:size]).hexdigest()


async def test_a_checksum_that_s3_verified_comes_before_what_was_said(s3: S3, bucket: Bucket, store: MinioAudioStore):
    true = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
    headers = {"x-amz-checksum-sha256": true, "x-amz-meta-musicsim-sha256": "0" * 64}
    s3.client()._put_object(bucket.name, bucket.prefix + "a.mp3", b"abc", headers)
    assert await store.content_hash("a.mp3") == hashlib.sha256(b"abc").hexdigest()


async def test_a_source_is_of_one_version_and_for_some_time(s3: S3, bucket: Bucket):
    client, name = s3.client(), bucket.prefix + "a.mp3"
    client.put_object(bucket.name, name, io.BytesIO(b"one"), 3)
    source = await MinioAudioStore(bucket, address_holds=3).source("a.mp3")
    assert isinstance(source, RemoteAudio)
    assert "Signature" in source.url
    assert "Signature" not in repr(source)
    async with httpx.AsyncClient() as http:
        assert (await http.get(source.url, headers={"If-Match": source.etag})).content == b"one"
        client.put_object(bucket.name, name, io.BytesIO(b"two"), 3)
        assert (await http.get(source.url, headers={"If-Match": source.etag})).status_code == 412
        async with asyncio.timeout(30):
            while (await http.get(source.url)).status_code != 403:
                await asyncio.sleep(0.1)


async def test_reading_holds_back_the_store(s3: S3, bucket: Bucket, store: MinioAudioStore):
    """Whoever reads slowly is not sent more than what waits in the sockets on the way."""
    size = 24 * MIB
    with Relay(s3.port) as relay:
        slow = bucket_on(s3, bucket.name, bucket.prefix, endpoint=relay.endpoint)
        s3.client().put_object(bucket.name, bucket.prefix + "a.wav", io.BytesIO(bytes(size)), size)
        async with aclosing(MinioAudioStore(slow).read("a.wav")) as chunks:
            assert await anext(chunks)
            before = -1
            while before != relay.received:
                before = relay.received
                await asyncio.sleep(0.2)
            assert relay.received < size / 2
        slow.close()


async def test_many_listeners_at_once(s3: S3, bucket: Bucket, store: MinioAudioStore):
    """More than there are threads: a listener holds one only while bytes are fetched."""
    data = pattern(MIB)
    s3.client().put_object(bucket.name, bucket.prefix + "a.wav", io.BytesIO(data), MIB)
    streams = [store.read("a.wav") for _ in range(60)]
    firsts = await asyncio.gather(*(anext(stream) for stream in streams))
    assert all(first == data[: len(first)] for first in firsts)
    wholes = await asyncio.gather(*(_joined(first, stream) for first, stream in zip(firsts, streams, strict=True)))
    assert all(whole == data for whole in wholes)


async def _joined(first: bytes, rest: AsyncIterator[bytes]) -> bytes:
    return first + b"".join([chunk async for chunk in rest])


async def test_whoever_is_cancelled_leaves_no_connection_open(s3: S3, bucket: Bucket):
    """At any moment: while a connection is opened, while it is read, between two chunks."""
    s3.client().put_object(bucket.name, bucket.prefix + "a.wav", io.BytesIO(bytes(MIB)), MIB)
    with Relay(s3.port) as relay:
        passing = bucket_on(s3, bucket.name, bucket.prefix, endpoint=relay.endpoint)
        store = MinioAudioStore(passing)
        for milliseconds in range(0, 30, 3):
            task = asyncio.create_task(_joined(b"", store.read("a.wav")))
            await asyncio.wait([task], timeout=milliseconds / 1000)
            task.cancel()
            await asyncio.wait([task])
        assert await store.stat("a.wav") is not None
        passing.close()
        del task
        async with asyncio.timeout(30):
            while relay.connections:
                gc.collect()  # a traceback may hold an answer that came too late: servers collect all the time
                await asyncio.sleep(0.01)
