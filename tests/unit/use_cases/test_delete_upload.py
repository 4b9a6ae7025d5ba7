"""Deleting what people brought, listing it, forgetting it."""

from dataclasses import replace

import pytest

from musicsim.adapters.memory.accounts import MemoryAccounts
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.uploads import MemoryUploads
from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.errors import Conflict, NotFound, Unavailable
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.model.uploaded import UploadOutcome, UploadProgress, Usage
from musicsim.domain.model.user import Caller, Role
from musicsim.domain.use_cases.forget_uploads import BroughtByPerson
from musicsim.domain.use_cases.leave import DeleteAccount
from tests.contracts.blob_store_contract import Stream
from tests.support.people import move_in
from tests.support.uploading import bring
from tests.unit.use_cases.library import Library, tone

A, B, C = tone(220), tone(440), tone(880)
ANN, BEN = UserId("u-ann"), UserId("u-ben")
OWNER, OTHER, ADMIN = (Caller(ANN, Role.LISTENER), Caller(BEN, Role.LISTENER), Caller(UserId("u-ada"), Role.ADMIN))


@pytest.fixture
async def library() -> Library:
    library = Library()
    for name in ("ann", "ben"):
        await move_in(library.ports, name)
    return library


@pytest.fixture
async def track(library: Library) -> Track:
    """Brought by Ann, and listened to."""
    brought = (await bring(library.app, ANN, "song.wav", A)).track
    assert brought is not None
    await library.listen()
    return brought


async def delete(library: Library, caller: Caller, track_id: str) -> None:
    await library.app.uploading.delete_upload(caller, TrackId(track_id))


async def now(library: Library, track: Track) -> Track:
    found = await library.ports.catalogue.get(track.id)
    assert found is not None
    return found


@pytest.mark.parametrize("caller", [OWNER, ADMIN])
async def test_bytes_row_and_vector_go(library: Library, track: Track, caller: Caller):
    assert await library.index.count(library.analyser.spaces[0]) == 1
    await delete(library, caller, track.id)
    assert (await now(library, track)).missing_since == library.clock.now()
    assert await library.blobs.stat(track.key) is None
    assert await library.ports.uploads.usage(ANN) == Usage()
    await library.app.index_tracks()
    assert await library.index.count(library.analyser.spaces[0]) == 0
    assert (await library.scan()).missing == 0


async def test_another_listener_cannot_tell_it_from_none(library: Library, track: Track):
    for track_id in (track.id, "nothere"):
        with pytest.raises(NotFound):
            await delete(library, OTHER, track_id)
    assert (await now(library, track)).missing_since is None


@pytest.mark.parametrize("caller", [OWNER, ADMIN])
@pytest.mark.parametrize("key", ["a.wav", "uploads/a.wav", "uploads/u-ann/own.wav"])
async def test_what_belongs_to_the_library_stays(library: Library, caller: Caller, key: str):
    library.store.put(key, B)
    await library.scan()
    track = (await library.tracks())[key]
    with pytest.raises(Conflict, match="library"):
        await delete(library, caller, track.id)
    assert await library.tracks() == {key: track}


async def test_what_is_gone_is_gone(library: Library, track: Track):
    await delete(library, OWNER, track.id)
    with pytest.raises(NotFound, match="gone"):
        await delete(library, OWNER, track.id)


async def test_a_later_file_of_that_name_is_another(library: Library, track: Track):
    await delete(library, OWNER, track.id)
    later = (await bring(library.app, ANN, "song.wav", B)).track
    assert later is not None
    assert later.key == track.key
    with pytest.raises(NotFound, match="gone"):
        await delete(library, OWNER, track.id)
    assert (await now(library, later)).missing_since is None


async def test_what_was_deleted_may_come_again_with_its_history(library: Library, track: Track):
    await delete(library, OWNER, track.id)
    again = await bring(library.app, BEN, "found.wav", A)
    assert (again.outcome, again.track.id, again.track.status) == (
        UploadOutcome.CREATED,
        track.id,
        TrackStatus.ANALYSED,
    )
    with pytest.raises(NotFound):
        await delete(library, OWNER, track.id)
    await delete(library, OTHER, track.id)


class CrashError(Exception):
    pass


class LosingCatalogue(MemoryCatalogue):
    async def mark_missing(self, ids: object, since: object) -> None:
        raise CrashError


class LosingUploads(MemoryUploads):
    async def remove(self, key: str) -> None:
        raise CrashError


@pytest.mark.parametrize("at", ["row", "owner"])
@pytest.mark.parametrize("again", ["by hand", "by a scan"])
async def test_a_deletion_that_broke_off_is_finished(library: Library, track: Track, at: str, again: str):
    losing = {
        "row": {"catalogue": LosingCatalogue(library.database)},
        "owner": {"uploads": LosingUploads(library.database)},
    }
    broken = assemble(Settings(), replace(library.ports, **losing[at]))
    with pytest.raises(CrashError):
        await broken.uploading.delete_upload(OWNER, track.id)
    if again == "by hand":
        await delete(library, OWNER, track.id)
    else:
        await library.scan()
    assert (await now(library, track)).missing_since is not None
    assert await library.ports.uploads.usage(ANN) == Usage()


async def test_a_file_that_nobody_remembers_is_its_owners_by_its_key(library: Library, track: Track):
    await library.ports.uploads.remove(track.key)
    with pytest.raises(NotFound):
        await delete(library, OTHER, track.id)
    await delete(library, OWNER, track.id)
    assert await library.blobs.stat(track.key) is None


async def test_files_of_nobody_are_for_admins(library: Library, track: Track):
    del library.database.people.accounts[ANN]
    await library.scan()
    assert list(await library.tracks()) == [track.key]
    with pytest.raises(NotFound):
        await delete(library, OTHER, track.id)
    await delete(library, ADMIN, track.id)
    assert await library.tracks() == {}


@pytest.mark.parametrize("down", ["database", "blobs"])
async def test_an_outage_is_said(library: Library, track: Track, down: str):
    getattr(library, down).reachable = False
    with pytest.raises(Unavailable):
        await delete(library, OWNER, track.id)


async def test_a_queue_that_is_down_hinders_nothing(library: Library, track: Track):
    library.queue.reachable = False
    await delete(library, OWNER, track.id)
    assert (await now(library, track)).missing_since is not None


async def test_a_person_sees_the_own_files_with_their_tracks(library: Library, track: Track):
    second = (await bring(library.app, ANN, "C:\\Second.wav", B)).track
    await bring(library.app, BEN, "his.wav", C)
    found = await library.app.uploading.list_uploads(ANN, 1)
    assert [(one.upload.name, one.track) for one in found.items] == [("Second.wav", second)]
    assert found.usage == Usage(2, len(A) + len(B))
    assert found.next is not None
    rest = await library.app.uploading.list_uploads(ANN, 1, found.next)
    assert [(one.upload.name, one.track) for one in rest.items] == [("song.wav", await now(library, track))]
    assert rest.next is None


async def test_progress_names_what_waits(library: Library, track: Track):
    second = (await bring(library.app, ANN, "second.wav", B)).track
    assert second is not None
    both = Usage(2, len(A) + len(B))
    assert await library.app.uploading.follow_uploads(ANN) == UploadProgress(usage=both, waiting=(second.id,))
    await library.listen()
    assert await library.app.uploading.follow_uploads(ANN) == UploadProgress(usage=both)


async def test_with_a_person_go_all_files(library: Library, track: Track):
    for number in range(3):
        await bring(library.app, ANN, f"{number}.wav", tone(300 + 40 * number))
    his = (await bring(library.app, BEN, "his.wav", C)).track
    p = library.ports
    belongings = BroughtByPerson(uploads=p.uploads, blobs=p.blobs, catalogue=p.catalogue, clock=p.clock)
    taken = (await belongings.export(ANN))["uploads"]
    assert [one["name"] for one in taken] == ["2.wav", "1.wav", "0.wav", "song.wav"]
    for _ in range(2):
        await belongings.forget(ANN)
    assert list(await library.tracks()) == [his.key]
    assert [entry.key async for entry in library.blobs.walk()] == [his.key]
    assert await p.uploads.usage(ANN) == Usage()
    assert await p.uploads.usage(BEN) == Usage(1, len(C))


async def test_with_a_person_goes_what_nobody_remembers(library: Library, track: Track):
    """What an upload left that broke off: the next scan would make a track of it."""
    await library.ports.uploads.remove(track.key)
    await library.blobs.put("uploads/u-ann/left.wav", Stream([B]), "audio/wav")
    p = library.ports
    await BroughtByPerson(uploads=p.uploads, blobs=p.blobs, catalogue=p.catalogue, clock=p.clock).forget(ANN)
    assert [entry.key async for entry in library.blobs.walk()] == []
    assert await library.tracks() == {}


class Crowded(MemoryAccounts):
    """Something of the person comes in right before the account goes."""

    def __init__(self, library: Library) -> None:
        super().__init__(library.database)
        self.library = library

    async def remove(self, user: UserId) -> bool:
        await bring(self.library.app, user, "late.wav", B)
        return await super().remove(user)


async def test_what_came_in_while_a_person_left_goes_too(library: Library, track: Track):
    p = library.ports
    brought = BroughtByPerson(uploads=p.uploads, blobs=p.blobs, catalogue=p.catalogue, clock=p.clock)
    await DeleteAccount(accounts=Crowded(library), personal=[brought], clock=p.clock)(ANN)
    assert [entry.key async for entry in library.blobs.walk()] == []
    assert await library.tracks() == {}
