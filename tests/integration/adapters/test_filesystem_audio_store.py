"""A folder as library keeps the promises of every store."""

import asyncio
import hashlib
import os
from contextlib import aclosing, suppress
from pathlib import Path

import anyio
import pytest
from anyio import to_thread

from musicsim.adapters.filesystem.audio_store import FilesystemAudioStore
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import AudioObject
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


async def test_dates_are_as_late_as_a_database_keeps(tmp_path: Path):
    store = FilesystemAudioStore(tmp_path)
    (tmp_path / "a.mp3").write_bytes(b"abc")
    os.utime(tmp_path / "a.mp3", (10.4e9, 10.4e9))  # in the year 2299
    [found] = [each async for each in store.walk()]
    assert isinstance(found, AudioObject)
    assert found.modified_ns < 2**63
    assert await store.stat("a.mp3") == found


async def test_a_content_hash_is_sha256(tmp_path: Path):
    (tmp_path / "a.mp3").write_bytes(b"abc")
    name = await FilesystemAudioStore(tmp_path).content_hash("a.mp3")
    assert name == hashlib.sha256(b"abc").hexdigest()


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


async def test_hashing_leaves_threads_to_others(tmp_path: Path):
    """However many files are being hashed, streaming finds a thread, and so does whatever else needs one."""
    (tmp_path / "a.mp3").write_bytes(bytes(2**20))
    store = FilesystemAudioStore(tmp_path)
    threads = to_thread.current_default_thread_limiter()
    before, threads.total_tokens = threads.total_tokens, 1
    try:
        async with anyio.create_task_group() as tasks, threads:  # the only one is taken
            for _ in range(10):
                tasks.start_soon(store.content_hash, "a.mp3")
            with anyio.fail_after(60):
                assert len(await store.content_hash("a.mp3")) == 64
    finally:
        threads.total_tokens = before


def held_open(path: Path) -> int:
    """How many descriptors of this process belong to a file."""
    found = 0
    for link in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found += link.readlink() == path
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not tell which files are open")
async def test_whoever_is_cancelled_leaves_no_file_open(tmp_path: Path):
    """At any moment: while the file is opened, while it is read, between two chunks."""
    path = tmp_path / "a.mp3"
    path.write_bytes(bytes(2**20))
    store = FilesystemAudioStore(tmp_path)

    async def read() -> None:
        async with aclosing(store.read("a.mp3")) as chunks:
            async for _ in chunks:
                pass

    for steps in range(150):
        for work in (read(), store.source("a.mp3"), store.content_hash("a.mp3")):
            task = asyncio.create_task(work)
            for _ in range(steps % 30):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task])
            assert task.cancelled() or task.exception() is None
    del task, work
    with anyio.fail_after(60):  # threads may still be at it
        while held_open(path):
            await asyncio.sleep(0.01)


async def test_a_root_that_is_a_link_is_followed(tmp_path: Path):
    shelf = FolderShelf(tmp_path / "real")
    await shelf.put("a.mp3", b"x")
    (tmp_path / "link").symlink_to("real")
    assert [item.key async for item in FilesystemAudioStore(tmp_path / "link").walk()] == ["a.mp3"]
