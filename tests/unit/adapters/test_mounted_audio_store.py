"""A library and what is mounted into it keep the promises of one library."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.memory.audio_store import MemoryAudioStore
from musicsim.adapters.mounted.audio_store import MountedAudioStore
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import InlineAudio, Unlisted
from musicsim.domain.model.failure import UnreadableAudio
from tests.contracts.audio_store_contract import AudioStoreContract, Shelf

PREFIX = "uploads/"


class MountedShelf(Shelf):
    def __init__(self):
        self.library, self.mounted = MemoryAudioStore(), MemoryAudioStore()
        self.store = MountedAudioStore(self.library, self.mounted, PREFIX)

    async def put(self, key: str, data: bytes) -> None:
        (self.mounted if key.startswith(PREFIX) else self.library).put(key, data)

    async def remove(self, key: str) -> None:
        (self.mounted if key.startswith(PREFIX) else self.library).remove(key)


class TestMountedAudioStore(AudioStoreContract):
    @pytest.fixture
    def shelf(self) -> Shelf:
        return MountedShelf()


class Below(MountedShelf):
    """Everything lies in the store that is mounted."""

    def __init__(self):
        super().__init__()
        self.store = MountedAudioStore(self.library, self.mounted, "")

    async def put(self, key: str, data: bytes) -> None:
        self.mounted.put(key, data)

    async def remove(self, key: str) -> None:
        self.mounted.remove(key)


class TestMountedBelow(AudioStoreContract):
    @pytest.fixture
    def shelf(self) -> Shelf:
        return Below()


keys = st.sampled_from(
    [f"{folder}{name}.mp3" for folder in ("", "a/", "uploads/", "uploads/u/", "v/") for name in "xyz"]
)


@given(st.sets(keys), st.sets(keys.filter(lambda key: key.startswith(PREFIX))))
async def test_both_are_listed_in_one_order_each_key_once(ours: set[str], theirs: set[str]):
    shelf = MountedShelf()
    for key in ours:
        shelf.library.put(key, b"library")
    for key in theirs:
        shelf.mounted.put(key, b"mounted!")
    found = [item async for item in shelf.store.walk()]
    assert [item.key for item in found] == sorted(ours | theirs)
    for item in found:
        data = b"mounted!" if item.key in theirs else b"library"
        assert item.size == len(data)
        assert await shelf.store.stat(item.key) == item
        assert await shelf.store.source(item.key) == InlineAudio(data)
        assert b"".join([chunk async for chunk in shelf.store.read(item.key)]) == data


async def test_what_the_library_cannot_list_keeps_its_place():
    shelf = MountedShelf()
    for key in ("a.mp3", "z.mp3"):
        shelf.library.put(key, b"x")
    shelf.library.unlist("uploads/")
    shelf.mounted.put("uploads/u/a.mp3", b"x")
    found = [item async for item in shelf.store.walk()]
    assert [item.key for item in found] == ["a.mp3", "uploads/", "uploads/u/a.mp3", "z.mp3"]
    assert isinstance(found[1], Unlisted)


@pytest.mark.parametrize("down", ["library", "mounted"])
async def test_half_a_listing_is_none(down: str):
    shelf = MountedShelf()
    shelf.library.put("a.mp3", b"x")
    shelf.mounted.put("uploads/u/a.mp3", b"x")
    getattr(shelf, down).reachable = False
    with pytest.raises(Unavailable):
        await shelf.listed()


async def test_the_library_is_read_while_what_is_mounted_is_down():
    shelf = MountedShelf()
    shelf.library.put("a.mp3", b"x")
    shelf.mounted.reachable = False
    assert await shelf.store.source("a.mp3") == InlineAudio(b"x")
    with pytest.raises(Unavailable):
        await shelf.store.source("uploads/u/a.mp3")


async def test_what_is_nowhere_is_gone():
    shelf = MountedShelf()
    for key in ("a.mp3", "uploads/u/a.mp3"):
        assert await shelf.store.stat(key) is None
        with pytest.raises(UnreadableAudio):
            await shelf.store.content_hash(key)
