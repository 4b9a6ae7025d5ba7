"""A folder for blobs keeps the promises of every store, also when writing breaks off."""

import asyncio
import os
import resource
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from musicsim.adapters.filesystem.blob_store import FilesystemBlobStore
from musicsim.domain.errors import Unavailable
from musicsim.ports.blob_store import BlobStore
from tests.contracts.blob_store_contract import BlobStoreContract, Stream, content_of, keys_of


class TestFilesystemBlobStore(BlobStoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> BlobStore:
        return FilesystemBlobStore(tmp_path / "made when needed")


def files_below(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


async def test_the_bytes_lie_there_for_other_programs_too(tmp_path: Path):
    await FilesystemBlobStore(tmp_path).put("covers/1.jpg", Stream([b"JFIF"]), "image/jpeg")
    assert (tmp_path / "blobs/covers.d/1.jpg.blob").read_bytes().startswith(b"JFIF")
    assert files_below(tmp_path) == ["blobs/covers.d/1.jpg.blob"]


@pytest.mark.parametrize("at", ["stream", "cancelled"])
async def test_what_breaks_off_leaves_nothing(tmp_path: Path, at: str):
    store, reached = FilesystemBlobStore(tmp_path), asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield bytes(3 * 2**20)
        assert len(files_below(tmp_path)) == 1
        reached.set()
        if at == "stream":
            raise RuntimeError("gone")
        await asyncio.Event().wait()

    writing = asyncio.create_task(store.put("a", endless(), "text/plain"))
    await reached.wait()
    writing.cancel()
    await asyncio.wait([writing])
    assert files_below(tmp_path) == []
    assert await store.stat("a") is None


async def test_what_a_crash_left_is_removed_after_a_day(tmp_path: Path):
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    for name, age in (("old", 25 * 3600), ("new", 60)):
        (incoming / name).write_bytes(b"half of it")
        then = time.time() - age
        os.utime(incoming / name, (then, then))
    await FilesystemBlobStore(tmp_path).put("a", Stream([b"x"]), "text/plain")
    assert files_below(incoming) == ["new"]


async def test_what_cannot_be_removed_does_not_keep_blobs_from_being_put(tmp_path: Path):
    folder = tmp_path / "incoming" / "lost+found"
    folder.mkdir(parents=True)
    os.utime(folder, (0, 0))
    store = FilesystemBlobStore(tmp_path)
    await store.put("a", Stream([b"x"]), "text/plain")
    assert await content_of(store, "a") == b"x"


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 5000, b'{"media_type": 1}' + bytes(16)])
async def test_a_damaged_file_says_which(tmp_path: Path, damage: bytes):
    store = FilesystemBlobStore(tmp_path)
    await store.put("a", Stream([b"x"]), "text/plain")
    path = tmp_path / "blobs/a.blob"
    path.write_bytes(damage)
    for call in (store.stat("a"), content_of(store, "a"), keys_of(store)):
        with pytest.raises(Unavailable, match=r"a\.blob"):
            await call
    await store.put("a", Stream([b"whole again"]), "text/plain")
    assert await content_of(store, "a") == b"whole again"


async def test_whoever_reads_while_it_is_replaced_reads_one_version(tmp_path: Path):
    store = FilesystemBlobStore(tmp_path)
    await store.put("a", Stream([b"1" * 600_000]), "text/plain")
    read = b""
    async for chunk in store.read("a"):
        read += chunk
        await store.put("a", Stream([b"2" * 600_000]), "text/plain")
    assert read == b"1" * 600_000


async def test_a_folder_that_cannot_be_is_unavailable(tmp_path: Path):
    (tmp_path / "file").write_text("")
    store = FilesystemBlobStore(tmp_path / "file")
    with pytest.raises(Unavailable, match="MUSICSIM_BLOBS"):
        await store.put("a", Stream([b"x"]), "text/plain")
    assert await keys_of(store) == []


async def test_a_full_disk_is_unavailable_and_leaves_nothing(tmp_path: Path):
    """As when the disk is full: a limit on the size of files makes writing fail in the same way."""
    store = FilesystemBlobStore(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, limits[1]))
    try:
        with pytest.raises(Unavailable):
            await store.put("a", Stream([bytes(2**21)]), "text/plain")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert files_below(tmp_path) == []
