"""Audio among the blobs keeps the promises of every library."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from musicsim.adapters.filesystem.blob_store import FilesystemBlobStore
from musicsim.adapters.memory.blob_store import MemoryBlobStore
from musicsim.adapters.mounted.blob_audio import BlobAudioStore
from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.ports.blob_store import BlobStore
from tests.contracts.audio_store_contract import AudioStoreContract, Shelf
from tests.contracts.blob_store_contract import Stream


class BlobShelf(Shelf):
    def __init__(self, blobs: BlobStore):
        self.blobs = blobs
        self.store = BlobAudioStore(blobs, "")

    async def put(self, key: str, data: bytes) -> None:
        await self.blobs.put(key, Stream([data]), "audio/mpeg")

    async def remove(self, key: str) -> None:
        await self.blobs.delete(key)


class TestBlobsInMemory(AudioStoreContract):
    @pytest.fixture
    def shelf(self) -> Shelf:
        return BlobShelf(MemoryBlobStore())


class TestBlobsInAFolder(AudioStoreContract):
    @pytest.fixture
    def shelf(self, tmp_path: Path) -> Shelf:
        return BlobShelf(FilesystemBlobStore(tmp_path))


async def test_only_what_is_below_the_prefix_is_there():
    blobs = MemoryBlobStore()
    store = BlobAudioStore(blobs, "uploads/")
    for key in ("artwork/a.mp3", "uploads.mp3", "uploads/u/a.mp3", "uploads/u/cover.jpg"):
        await blobs.put(key, Stream([b"x"]), "audio/mpeg")
    assert [item.key async for item in store.walk()] == ["uploads/u/a.mp3"]
    assert await store.stat("artwork/a.mp3") is None
    assert await store.url("artwork/a.mp3", 60) is None
    with pytest.raises(UnreadableAudio):
        await store.source("artwork/a.mp3")
    assert await store.content_hash("uploads/u/a.mp3") == (await blobs.stat("uploads/u/a.mp3")).sha256


class Unsaid(MemoryBlobStore):
    """What somebody else put there, who did not say its SHA-256."""

    async def stat(self, key):
        found = await super().stat(key)
        return None if found is None else type(found)(found.key, found.size, found.etag, found.media_type, "")


async def test_a_content_that_was_not_said_is_read():
    known, unsaid = MemoryBlobStore(), Unsaid()
    for blobs in (known, unsaid):
        await blobs.put("a.mp3", Stream([b"one", b"two"]), "audio/mpeg")
    assert await BlobAudioStore(unsaid, "").content_hash("a.mp3") == await BlobAudioStore(known, "").content_hash(
        "a.mp3"
    )


async def test_blobs_that_do_not_answer_are_not_empty():
    blobs = MemoryBlobStore()
    blobs.reachable = False
    store = BlobAudioStore(blobs, "uploads/")
    for call in (
        lambda: anext(store.walk()),
        lambda: store.stat("uploads/u/a.mp3"),
        lambda: store.content_hash("uploads/u/a.mp3"),
        lambda: store.source("uploads/u/a.mp3"),
        lambda: anext(store.read("uploads/u/a.mp3")),
    ):
        with pytest.raises(Unavailable):
            await call()


async def test_keys_that_no_blob_can_have_are_no_fault():
    store = BlobAudioStore(MemoryBlobStore(), "")
    assert await store.stat("x" * 300 + ".mp3") is None
    with pytest.raises(UnreadableAudio):
        await store.content_hash("line\nbreak.mp3")
    with pytest.raises(Invalid):
        await MemoryBlobStore().stat("line\nbreak.mp3")


async def test_a_reading_that_is_left_closes_the_blob():
    closed = []

    class Watched(MemoryBlobStore):
        async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
            try:
                yield b"1"
                yield b"2"
            finally:
                closed.append(key)

    chunks = BlobAudioStore(Watched(), "").read("a.mp3")
    assert await anext(chunks) == b"1"
    await chunks.aclose()
    assert closed == ["a.mp3"]
