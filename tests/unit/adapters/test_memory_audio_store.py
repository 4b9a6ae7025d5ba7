"""The library in memory keeps the promises, and its knobs do what they say."""

import pytest

from musicsim.adapters.memory.audio_store import MemoryAudioStore
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import Unlisted
from musicsim.domain.model.failure import Failure, FailureReason, UnreadableAudio
from tests.contracts.audio_store_contract import AudioStoreContract, Shelf


class MemoryShelf(Shelf):
    def __init__(self):
        self.store = self.memory = MemoryAudioStore()

    async def put(self, key: str, data: bytes) -> None:
        self.memory.put(key, data)

    async def remove(self, key: str) -> None:
        self.memory.remove(key)


class TestMemoryAudioStore(AudioStoreContract):
    @pytest.fixture
    def shelf(self) -> Shelf:
        return MemoryShelf()


@pytest.fixture
def store() -> MemoryAudioStore:
    made = MemoryAudioStore()
    made.put("a/1.mp3", b"one")
    made.put("a/2.mp3", b"two")
    made.put("b.mp3", b"three")
    return made


async def test_denied_objects_are_listed_but_not_opened(store: MemoryAudioStore):
    store.deny("b.mp3", FailureReason.DAMAGED, "scratched")
    assert [item.key async for item in store.walk()] == ["a/1.mp3", "a/2.mp3", "b.mp3"]
    with pytest.raises(UnreadableAudio, match="damaged: scratched"):
        await store.content_hash("b.mp3")
    store.allow("b.mp3")
    assert await store.content_hash("b.mp3")


async def test_an_unlisted_folder_comes_in_place_of_all_in_it(store: MemoryAudioStore):
    store.unlist("a/")
    denied = Unlisted("a/", Failure(FailureReason.UNREADABLE, "denied"))
    assert [item async for item in store.walk()] == [denied, await store.stat("b.mp3")]
    store.allow("a/")
    assert len([item async for item in store.walk()]) == 3


async def test_rename_keeps_content_and_time(store: MemoryAudioStore):
    before = await store.stat("b.mp3")
    store.rename("b.mp3", "c.mp3")
    after = await store.stat("c.mp3")
    assert before is not None
    assert after is not None
    assert (before.size, before.modified_ns) == (after.size, after.modified_ns)
    assert await store.stat("b.mp3") is None


async def test_objects_can_vanish_behind_the_walk(store: MemoryAudioStore):
    store.after_listing.add("a/2.mp3")
    assert [item.key async for item in store.walk()] == ["a/1.mp3", "a/2.mp3", "b.mp3"]
    with pytest.raises(UnreadableAudio, match="vanished"):
        await store.source("a/2.mp3")


async def test_an_unreachable_library_is_unavailable(store: MemoryAudioStore):
    store.reachable = False
    with pytest.raises(Unavailable):
        [item async for item in store.walk()]
    with pytest.raises(Unavailable):
        await store.stat("b.mp3")
