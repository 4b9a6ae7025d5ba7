"""What every blob store promises."""

import hashlib
from collections.abc import AsyncIterator, Sequence

import anyio
import httpx
import pytest

from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.audio import InlineAudio, LocalAudio, RemoteAudio
from musicsim.ports.blob_store import BlobStore

KIB, MIB = 1024, 1024 * 1024
NO_KEYS = [
    "",
    "/",
    "/etc/passwd",
    "a/",
    "a//b",
    ".",
    "..",
    "../a",
    "a/../b",
    "a/./b",
    "a\0b",
    "a\nb",
    "a\x7fb",
    "\udcff",
    "x" * 251,
    "/".join(["x" * 100] * 9),
]
KEYS = [
    "a",
    "a b.jpg",
    "a-b/x",
    "a.b/x",
    "a.blob/x",
    "a.d",
    "a/b",
    "a/b/c",
    "a/b.d/c",
    "B",
    "...And Justice/x",
    "100%25 #1?&+.jpg",
    "é",
    "e\u0301",
    "東/京",
    "🎵",
    "x" * 250,
]


class Stream:
    """Chunks that count how many were asked for. Knob: after `whole` of them `fault` is raised."""

    def __init__(self, chunks: Sequence[bytes], whole: int | None = None, fault: Exception | None = None) -> None:
        self.chunks, self.whole, self.fault = chunks, whole, fault
        self.asked = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for number, chunk in enumerate(self.chunks):
            if self.whole == number and self.fault is not None:
                raise self.fault
            self.asked += 1
            yield chunk


def pattern(size: int, seed: int = 0) -> bytes:
    """Bytes in which no two blocks are alike."""
    return hashlib.shake_128(seed.to_bytes(4)).digest(size)


async def content_of(store: BlobStore, key: str, start: int = 0, stop: int | None = None) -> bytes:
    return b"".join([chunk async for chunk in store.read(key, start, stop)])


async def keys_of(store: BlobStore, prefix: str = "") -> list[str]:
    return [entry.key async for entry in store.walk(prefix)]


class BlobStoreContract:
    """Subclasses supply the fixture `store`, which is empty."""

    large = 3 * MIB  # bytes of a blob that the store treats as large; subclasses may know better

    async def test_what_is_put_is_there(self, store: BlobStore):
        put = await store.put("covers/1.jpg", Stream([b"one ", b"", b"two"]), "image/jpeg")
        assert (put.key, put.size, put.media_type) == ("covers/1.jpg", 7, "image/jpeg")
        assert put.sha256 == hashlib.sha256(b"one two").hexdigest()
        assert await store.stat("covers/1.jpg") == put
        assert await content_of(store, "covers/1.jpg") == b"one two"

    @pytest.mark.parametrize("chunks", [[], [b""], [b"", b""]])
    async def test_nothing_at_all_is_a_blob_too(self, store: BlobStore, chunks: list[bytes]):
        put = await store.put("empty", Stream(chunks), "text/plain")
        assert (put.size, put.sha256) == (0, hashlib.sha256(b"").hexdigest())
        assert await store.stat("empty") == put
        assert await content_of(store, "empty") == b""
        assert await content_of(store, "empty", 0, 5) == b""

    async def test_another_blob_in_its_place(self, store: BlobStore):
        before = await store.put("a", Stream([b"before"]), "text/plain")
        after = await store.put("a", Stream([b"after!"]), "text/html")
        assert before.etag != after.etag
        assert await store.stat("a") == after
        assert await content_of(store, "a") == b"after!"

    async def test_what_is_not_there(self, store: BlobStore):
        await store.put("a/b", Stream([b"x"]), "text/plain")
        for key in ("absent", "a", "a/b/c", "x" * 250):
            assert await store.stat(key) is None
            for stop in (None, 0):
                with pytest.raises(NotFound):
                    await content_of(store, key, 0, stop)
            await store.delete(key)
        assert await keys_of(store) == ["a/b"]

    async def test_a_deleted_blob_is_gone_and_can_come_back(self, store: BlobStore):
        await store.put("a", Stream([b"x"]), "text/plain")
        await store.delete("a")
        assert await store.stat("a") is None
        assert await keys_of(store) == []
        await store.put("a", Stream([b"y"]), "text/plain", only_new=True)
        assert await content_of(store, "a") == b"y"

    @pytest.mark.parametrize("key", NO_KEYS)
    async def test_what_cannot_be_a_key_is_refused_everywhere(self, store: BlobStore, key: str):
        with pytest.raises(Invalid) as caught:
            await store.put(key, Stream([b"x"]), "text/plain")
        assert caught.value.field == "key"
        for call in (store.stat, store.delete):
            with pytest.raises(Invalid):
                await call(key)
        with pytest.raises(Invalid):
            await content_of(store, key)
        with pytest.raises(Invalid):
            await store.url(key, 60)

    async def test_all_kinds_of_keys_side_by_side_in_order(self, store: BlobStore):
        for number, key in enumerate(KEYS):
            await store.put(key, Stream([str(number).encode()]), "text/plain")
        assert await keys_of(store) == sorted(KEYS)
        for number, key in enumerate(KEYS):
            assert await content_of(store, key) == str(number).encode()

    async def test_listing_by_any_prefix(self, store: BlobStore):
        for key in ("a", "a/b", "a/bc/d", "ab/c", "b"):
            await store.put(key, Stream([b"12"]), "text/plain")
        for prefix in ("", "a", "a/", "a/b", "a/bc/", "ab", "c", "a/b/"):
            expected = [key for key in ("a", "a/b", "a/bc/d", "ab/c", "b") if key.startswith(prefix)]
            assert await keys_of(store, prefix) == expected
        entry = await anext(store.walk("b"))
        assert (entry.size, entry.etag) == (2, (await store.stat("b")).etag)

    @pytest.mark.parametrize(
        ("start", "stop"), [(0, None), (0, 0), (0, 1), (3, 7), (9, None), (10, None), (11, 20), (4, 99), (5, 4), (5, 5)]
    )
    async def test_ranges_are_those_of_python(self, store: BlobStore, start: int, stop: int | None):
        await store.put("digits", Stream([b"0123456789"]), "text/plain")
        assert await content_of(store, "digits", start, stop) == b"0123456789"[start:stop]

    async def test_a_large_blob_comes_in_small_chunks(self, store: BlobStore):
        data = pattern(self.large + 12345)
        await store.put("large", Stream([data[at : at + 100_000] for at in range(0, len(data), 100_000)]), "audio/flac")
        chunks = [chunk async for chunk in store.read("large")]
        assert b"".join(chunks) == data
        assert all(0 < len(chunk) <= 256 * KIB for chunk in chunks)
        assert await content_of(store, "large", 200_001, 800_003) == data[200_001:800_003]
        found = await store.stat("large")
        assert found is not None
        assert (found.size, found.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert found.media_type == "audio/flac"

    @pytest.mark.parametrize("size", [10, None])
    async def test_bytes_that_were_announced(self, store: BlobStore, size: int | None):
        data = pattern(size or self.large + 1)
        announced = hashlib.sha256(data).hexdigest()
        await store.put("a", Stream([b"what was there before"]), "text/plain")
        with pytest.raises(Invalid, match="SHA-256") as caught:
            await store.put("a", Stream([data[:-1], b"?"]), "text/plain", sha256=announced)
        assert caught.value.field == "sha256"
        assert await content_of(store, "a") == b"what was there before"
        assert (await store.put("a", Stream([data]), "text/plain", sha256=announced)).sha256 == announced
        assert await content_of(store, "a") == data

    @pytest.mark.parametrize("size", [10, None])
    async def test_only_a_new_one(self, store: BlobStore, size: int | None):
        data = pattern(size or self.large + 1)
        first = await store.put("a", Stream([data]), "text/plain", only_new=True)
        with pytest.raises(Conflict):
            await store.put("a", Stream([pattern(len(data), 1)]), "text/plain", only_new=True)
        assert await store.stat("a") == first

    async def test_of_several_at_once_one_is_the_new_one(self, store: BlobStore):
        outcomes: list[str] = []

        async def put(number: int) -> None:
            try:
                await store.put("a", Stream([str(number).encode()]), "text/plain", only_new=True)
                outcomes.append(str(number))
            except Conflict:
                outcomes.append("")

        async with anyio.create_task_group() as tasks:
            for number in range(6):
                tasks.start_soon(put, number)
        [winner] = filter(None, outcomes)
        assert await content_of(store, "a") == winner.encode()

    @pytest.mark.parametrize("size", [10, None])
    async def test_a_stream_that_fails_leaves_what_was_there(self, store: BlobStore, size: int | None):
        data = pattern(size or self.large + 1)
        stream = Stream([data, data], 1, RuntimeError("the client went away"))
        with pytest.raises(RuntimeError, match="went away"):
            await store.put("a", stream, "text/plain")
        assert await store.stat("a") is None
        assert await keys_of(store) == []

    async def test_a_reading_may_be_left_early(self, store: BlobStore):
        await store.put("a", Stream([pattern(self.large)]), "text/plain")
        async for chunk in store.read("a"):
            assert chunk
            break
        await store.delete("a")
        assert await keys_of(store) == []

    async def test_an_address_leads_to_the_bytes_if_there_is_one(self, store: BlobStore):
        await store.put("a b/c#1.png", Stream([b"the bytes"]), "image/png")
        url = await store.url("a b/c#1.png", 60)
        if url is not None:
            async with httpx.AsyncClient() as client:
                answer = await client.get(url)
            assert (answer.content, answer.headers["content-type"]) == (b"the bytes", "image/png")

    async def test_decoders_find_the_bytes_and_no_others(self, store: BlobStore):
        await store.put("a b/c#1.wav", Stream([b"the bytes"]), "audio/wav")
        match await store.source("a b/c#1.wav"):
            case LocalAudio(path, size):
                assert path.is_absolute()
                assert path.read_bytes()[:size] == b"the bytes"
            case InlineAudio(data):
                assert data == b"the bytes"
            case RemoteAudio(url, size):
                async with httpx.AsyncClient() as client:
                    assert (await client.get(url)).content == b"the bytes"
                assert size == 9

    async def test_decoders_find_nothing_where_there_is_nothing(self, store: BlobStore):
        with pytest.raises(NotFound):
            await store.source("absent")
        with pytest.raises(Invalid):
            await store.source("../absent")
