"""A folder as library keeps the promises of every store."""

from pathlib import Path

import pytest

from musicsim.adapters.filesystem.audio_store import FilesystemAudioStore
from musicsim.domain.errors import Unavailable
from tests.contracts.audio_store_contract import AudioStoreContract, Shelf


class FolderShelf(Shelf):
    def __init__(self, root: Path):
        self.root = root
        self.store = FilesystemAudioStore(root)

    async def put(self, key: str, data: bytes) -> None:
        path = self.root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    async def remove(self, key: str) -> None:
        (self.root / key).unlink()


class TestFilesystemAudioStore(AudioStoreContract):
    @pytest.fixture
    def shelf(self, tmp_path: Path) -> Shelf:
        return FolderShelf(tmp_path)


async def assert_unavailable(root: Path) -> None:
    store = FilesystemAudioStore(root)
    with pytest.raises(Unavailable, match="settings") as caught:
        [item async for item in store.walk()]
    assert caught.value.service == "library"
    with pytest.raises(Unavailable):
        await store.stat("a.mp3")
    with pytest.raises(Unavailable):
        await store.content_hash("a.mp3")
    with pytest.raises(Unavailable):
        await store.source("a.mp3")
    with pytest.raises(Unavailable):
        [chunk async for chunk in store.read("a.mp3")]


async def test_a_missing_root_is_unavailable(tmp_path: Path):
    await assert_unavailable(tmp_path / "absent")


async def test_a_root_that_is_a_file_is_unavailable(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    await assert_unavailable(tmp_path / "file")


async def test_a_root_that_is_exchanged_during_the_walk_is_unavailable(tmp_path: Path):
    """As when a drive is unplugged: what could not be seen any more must not pass for removed."""
    library = tmp_path / "library"
    library.mkdir()
    for number in range(1500):
        (library / f"{number}.mp3").touch()
    found = FilesystemAudioStore(library).walk()
    await anext(found)
    library.rename(tmp_path / "elsewhere")
    library.mkdir()
    with pytest.raises(Unavailable, match="exchanged"):
        [item async for item in found]


async def test_a_root_that_is_a_link_is_followed(tmp_path: Path):
    shelf = FolderShelf(tmp_path / "real")
    await shelf.put("a.mp3", b"x")
    (tmp_path / "link").symlink_to("real")
    assert [item.key async for item in FilesystemAudioStore(tmp_path / "link").walk()] == ["a.mp3"]
