"""What uploads and scans owe one another."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

from musicsim.adapters.memory.blob_store import MemoryBlobStore
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.model.blob import BlobEntry
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.scan import ScanStatus
from musicsim.domain.model.track import Track
from musicsim.domain.model.uploaded import Usage
from musicsim.domain.model.user import Caller, Role
from musicsim.domain.use_cases.scan_library import ScanOptions
from tests.contracts.blob_store_contract import Stream
from tests.support.people import move_in
from tests.support.uploading import bring
from tests.unit.use_cases.library import Library, tone

A, B, C = tone(220), tone(440), tone(880)
ANN = UserId("u-ann")


@pytest.fixture
async def library() -> Library:
    library = Library()
    await move_in(library.ports, "ann")
    return library


async def put(library: Library, key: str, data: bytes = A) -> None:
    await library.blobs.put(key, Stream([data]), "audio/wav")


async def test_a_file_in_a_persons_folder_is_that_persons(library: Library):
    for key in ("uploads/u-ann/a.wav", "uploads/u-ann/cover.jpg", "uploads/nobody/b.wav", "uploads/c.wav", "art/d.wav"):
        await put(library, key, key.encode())
    assert await library.app.uploading.settle_uploads() == 1
    upload = await library.ports.uploads.at_key("uploads/u-ann/a.wav")
    assert upload is not None
    assert (upload.user, upload.name, upload.size) == (ANN, "a.wav", 19)
    assert upload.content_hash == (await library.blobs.stat(upload.key)).sha256
    assert await library.app.uploading.settle_uploads() == 0


async def test_more_than_the_quota_may_lie_there(library: Library):
    for number in range(3):
        await put(library, f"uploads/u-ann/{number}.wav", tone(100 + number))
    await library.scan()
    assert (await library.ports.uploads.usage(ANN)).files == 3


async def test_what_is_gone_counts_no_more(library: Library):
    await bring(library.app, ANN, "a.wav", A)
    await bring(library.app, ANN, "b.wav", B)
    await library.blobs.delete("uploads/u-ann/a.wav")
    scan = await library.scan()
    assert (scan.status, scan.missing) == (ScanStatus.FINISHED, 1)
    assert await library.ports.uploads.usage(ANN) == Usage(1, len(B))


class Late(MemoryBlobStore):
    """Lists what was there before the last was put."""

    async def walk(self, prefix: str = "") -> AsyncIterator[BlobEntry]:
        entries = [entry async for entry in super().walk(prefix)]
        for entry in entries[:-1]:
            yield entry


async def test_what_came_after_it_was_looked_for_is_kept(library: Library):
    library.blobs = Late()
    track = (await bring(library.app, ANN, "a.wav", A)).track
    assert track is not None
    scan = await library.scan()
    assert (scan.listed, scan.missing) == (0, 0)
    assert await library.tracks() == {track.key: track}
    assert await library.ports.uploads.usage(ANN) == Usage(1, len(A))


async def test_what_was_deleted_after_it_was_listed_stays_deleted(library: Library):
    track = (await bring(library.app, ANN, "a.wav", A)).track
    assert track is not None

    class Kept(MemoryBlobStore):
        """Lists a blob that is deleted in this moment."""

        async def walk(self, prefix: str = "") -> AsyncIterator[BlobEntry]:
            async for entry in library.blobs.walk(prefix):
                await library.app.uploading.delete_upload(Caller(ANN, Role.LISTENER), track.id)
                yield entry

    other = Library(blobs=Kept(), database=library.database, clock=library.clock)
    await other.scan()
    assert await other.tracks() == {}


class Overtaken(MemoryCatalogue):
    """What a scan wants to save, somebody has brought in this very moment."""

    def __init__(self, library: Library) -> None:
        super().__init__(library.database)
        self.library = library
        self.others = [TrackId("another1")]

    async def save(self, tracks: Sequence[Track]) -> None:
        if self.others:
            await super().save([replace(tracks[0], id=self.others.pop())])
        await super().save(tracks)


async def test_a_scan_that_is_overtaken_believes_what_is_there(library: Library):
    await put(library, "uploads/u-ann/a.wav")
    library.store.put("b.wav", B)
    app = assemble(Settings(), replace(library.ports, catalogue=Overtaken(library)))
    scan = await app.scan_library()
    assert (scan.status, scan.error) == (ScanStatus.FINISHED, "")
    assert sorted(await library.tracks()) == ["b.wav", "uploads/u-ann/a.wav"]


async def test_an_empty_library_is_not_believed_because_of_what_people_brought(library: Library):
    await library.fill(a=A, b=B)
    await bring(library.app, ANN, "mine.wav", C)
    for key in ("a.wav", "b.wav"):
        library.store.remove(key)
    scan = await library.scan()
    assert scan.status is ScanStatus.FAILED
    assert "2 tracks were there before" in scan.error
    assert len(await library.tracks()) == 3
    assert (await library.scan(ScanOptions(accept_empty=True))).missing == 2


async def test_a_library_of_uploads_alone_is_none_that_lost_its_disk(library: Library):
    await bring(library.app, ANN, "mine.wav", C)
    await library.blobs.delete("uploads/u-ann/mine.wav")
    scan = await library.scan()
    assert (scan.status, scan.missing) == (ScanStatus.FINISHED, 1)


async def test_while_blobs_are_down_nothing_is_taken_for_gone(library: Library):
    await library.fill(a=A)
    await bring(library.app, ANN, "mine.wav", C)
    library.blobs.reachable = False
    scan = await library.scan()
    assert scan.status is ScanStatus.FAILED
    assert len(await library.tracks()) == 2
