"""Taking in what people bring."""

import asyncio
import hashlib
from dataclasses import replace

import pytest

from musicsim.adapters.memory.audio_inspector import MemoryAudioInspector
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.inbox import MemoryInbox
from musicsim.adapters.memory.tag_reader import MemoryTagReader
from musicsim.adapters.memory.uploads import MemoryUploads
from musicsim.bootstrap import Application, assemble
from musicsim.config import Settings
from musicsim.domain.errors import NotFound, Unavailable
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.job import JobKind
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.model.uploaded import Incoming, Quota, Refusal, Uploaded, UploadOutcome, Usage
from tests.contracts.blob_store_contract import Stream
from tests.support.people import move_in
from tests.support.uploading import bring, endless
from tests.unit.use_cases.library import Library, tone

A, B, C = tone(220), tone(440), tone(880)
ANN, BEN = UserId("u-ann"), UserId("u-ben")


@pytest.fixture
async def library() -> Library:
    library = Library()
    await move_in(library.ports, "ann")
    await move_in(library.ports, "ben")
    return library


def keys(library: Library) -> list[str]:
    return sorted(library.blobs._kept)


async def test_a_new_file_becomes_a_track(library: Library):
    result = await bring(library.app, ANN, "My Song.wav", A)
    track = result.track
    assert (result.outcome, result.name) == (UploadOutcome.CREATED, "My Song.wav")
    assert track is not None
    assert (track.key, track.metadata.title) == ("uploads/u-ann/My Song.wav", "My Song")
    assert (track.status, track.content_hash) == (TrackStatus.PENDING, hashlib.sha256(A).hexdigest())
    assert await library.tracks() == {track.key: track}
    upload = await library.ports.uploads.at_key(track.key)
    assert upload is not None
    assert (upload.user, upload.name, upload.size) == (ANN, "My Song.wav", len(A))
    assert upload.uploaded_at == library.clock.now()
    assert (await library.blobs.stat(track.key)).media_type == "audio/wav"
    assert library.metrics.counted("uploads.received", outcome="created") == 1


async def test_it_is_listened_to_before_the_rest_of_the_library(library: Library):
    for name in "abc":
        library.store.put(f"{name}.wav", tone(100 + ord(name)))
    await library.scan()
    await library.app.feed_queue()
    track = (await bring(library.app, ANN, "mine.wav", A)).track
    worker = await library.queue.join("here")
    job = await library.queue.take(worker)
    assert (job.kind, job.track_id) == (JobKind.LISTEN, track.id)


async def test_a_scan_finds_nothing_new_and_nothing_gone(library: Library):
    library.store.put("a.wav", B)
    track = (await bring(library.app, ANN, "mine.wav", A)).track
    await library.scan()
    await library.listen()
    again = await library.scan()
    assert (again.listed, again.to_read, again.missing) == (2, 0, 0)
    tracks = await library.tracks()
    assert sorted(tracks) == ["a.wav", "uploads/u-ann/mine.wav"]
    assert tracks[track.key].id == track.id
    assert tracks[track.key].status is TrackStatus.ANALYSED


@pytest.mark.parametrize("present", ["library", "own", "another's"])
async def test_a_file_that_is_there_already_is_answered_with_its_track(library: Library, present: str):
    if present == "library":
        await library.fill(song=A)
    else:
        await bring(library.app, ANN if present == "own" else BEN, "first.wav", A)
    [known] = (await library.tracks()).values()
    before = keys(library)
    result = await bring(library.app, ANN, "again.wav", A)
    assert (result.outcome, result.track) == (UploadOutcome.DUPLICATE, known)
    assert keys(library) == before
    assert await library.ports.uploads.usage(ANN) == Usage(*((1, len(A)) if present == "own" else ()))


async def test_a_file_that_is_sent_twice_at_one_moment_is_one(library: Library):
    app = library.app
    results = await asyncio.gather(*(bring(app, ANN, "song.wav", A) for _ in range(5)))
    assert sorted(result.outcome for result in results) == ["created", *["duplicate"] * 4]
    assert len({result.track.id for result in results}) == 1
    assert keys(library) == ["uploads/u-ann/song.wav"]


async def test_two_files_of_one_name_are_both_kept(library: Library):
    results = [await bring(library.app, ANN, "song.wav", data) for data in (A, B, C)]
    assert [result.track.key.rpartition("/")[2] for result in results] == ["song.wav", "song (2).wav", "song (3).wav"]
    assert {result.name for result in results} == {"song.wav"}
    assert {result.track.metadata.title for result in results} == {"song"}


async def test_what_it_is_is_told_by_its_bytes(library: Library):
    wrong = await bring(library.app, ANN, "song.mp3", A)
    assert wrong.track.key == "uploads/u-ann/song.wav"
    for data, reason in ((b"#!/bin/sh", Refusal.NOT_AUDIO), (b"", Refusal.EMPTY)):
        result = await bring(library.app, ANN, "song.wav", data)
        assert (result.outcome, result.reason, result.track) == (UploadOutcome.REFUSED, reason, None)
        assert result.detail
    assert keys(library) == ["uploads/u-ann/song.wav"]


@pytest.mark.parametrize("reason", [FailureReason.CRASHED, FailureReason.TIMED_OUT, FailureReason.DAMAGED])
async def test_what_decoders_give_up_on_is_damaged(library: Library, reason: FailureReason):
    app = with_ports(library, inspector=MemoryAudioInspector(fails_with=reason))
    assert (await bring(app, ANN, "song.wav", A)).reason is Refusal.DAMAGED
    assert keys(library) == []


async def test_a_file_that_is_too_large_is_not_read_to_its_end(library: Library):
    inbox = MemoryInbox()
    app = with_ports(library, inbox=inbox, settings=Settings(upload_file_mb=1))
    file = Incoming(name="long.wav", chunks=endless(bytes(100_000)), media_type_of=str)
    result = await app.uploading.upload_track(ANN, file)
    assert (result.outcome, result.reason) == (UploadOutcome.REFUSED, Refusal.TOO_LARGE)
    assert inbox.waiting == 0


@pytest.mark.parametrize("limits", [{"upload_quota_files": 2}, {"upload_quota_mb": 0}])
async def test_more_than_the_quota_is_refused(library: Library, limits: dict[str, int]):
    app = with_ports(library, settings=Settings(**limits))
    room = limits.get("upload_quota_files", 0)
    results = [await bring(app, ANN, f"{number}.wav", data) for number, data in enumerate((A, B, C))]
    assert [result.reason for result in results] == [None] * room + [Refusal.QUOTA] * (3 - room)
    assert len(keys(library)) == room
    assert (await bring(app, BEN, "his.wav", C)).outcome is (UploadOutcome.CREATED if room else UploadOutcome.REFUSED)


async def test_those_who_bring_at_one_moment_do_not_exceed_the_quota_together(library: Library):
    app = with_ports(library, settings=Settings(upload_quota_files=3))
    sounds = [tone(100 + 50 * number) for number in range(8)]
    results = await asyncio.gather(*(bring(app, ANN, f"{n}.wav", data) for n, data in enumerate(sounds)))
    assert sorted(result.outcome for result in results) == ["created"] * 3 + ["refused"] * 5
    assert len(keys(library)) == len(await library.tracks()) == 3


async def test_a_track_that_was_missing_comes_back_with_its_history(library: Library):
    await library.fill(song=A)
    [before] = (await library.tracks()).values()
    library.store.put("other.wav", B)
    library.store.remove("song.wav")
    await library.scan()
    result = await bring(library.app, ANN, "found.wav", A)
    assert (result.outcome, result.track.id) == (UploadOutcome.CREATED, before.id)
    assert (result.track.key, result.track.status) == ("uploads/u-ann/found.wav", TrackStatus.ANALYSED)


async def test_a_track_whose_file_went_unnoticed_gets_it_back(library: Library):
    await library.fill(song=A)
    [before] = (await library.tracks()).values()
    library.store.remove("song.wav")
    result = await bring(library.app, ANN, "found.wav", A)
    assert (result.outcome, result.track.id, result.track.key) == (
        UploadOutcome.CREATED,
        before.id,
        "uploads/u-ann/found.wav",
    )
    assert await library.tracks() == {result.track.key: result.track}


async def test_for_a_person_who_is_gone_nothing_is_kept(library: Library):
    with pytest.raises(NotFound):
        await bring(library.app, UserId("nobody"), "song.wav", A)
    assert keys(library) == []


class CrashError(Exception):
    pass


class LosingUploads(MemoryUploads):
    async def add(self, upload: Uploaded, quota: Quota) -> bool:
        raise CrashError


class LosingCatalogue(MemoryCatalogue):
    async def save(self, tracks: list[Track]) -> None:
        raise CrashError


def with_ports(library: Library, settings: Settings | None = None, **ports: object) -> Application:
    return assemble(settings or Settings(), replace(library.ports, **ports))


@pytest.mark.parametrize("at", ["row", "track"])
async def test_what_a_crash_left_the_next_scan_finishes(library: Library, at: str):
    losing = {
        "row": {"uploads": LosingUploads(library.database)},
        "track": {"catalogue": LosingCatalogue(library.database)},
    }
    with pytest.raises(CrashError):
        await bring(with_ports(library, **losing[at]), ANN, "song.wav", A)
    assert keys(library) == ["uploads/u-ann/song.wav"]
    assert await library.tracks() == {}
    await library.scan()
    assert await library.app.uploading.settle_uploads() == 0
    [brought] = (await library.app.uploading.list_uploads(ANN, 10)).items
    assert brought.track == (await library.tracks())["uploads/u-ann/song.wav"]
    assert await library.ports.uploads.usage(ANN) == Usage(1, len(A))


@pytest.mark.parametrize("at", ["row", "track"])
async def test_what_a_crash_left_is_finished_by_who_brings_it_again(library: Library, at: str):
    losing = {
        "row": {"uploads": LosingUploads(library.database)},
        "track": {"catalogue": LosingCatalogue(library.database)},
    }
    with pytest.raises(CrashError):
        await bring(with_ports(library, **losing[at]), ANN, "song.wav", A)
    result = await bring(library.app, ANN, "song.wav", A)
    assert (result.outcome, result.track.key) == (UploadOutcome.CREATED, "uploads/u-ann/song.wav")
    assert await library.ports.uploads.usage(ANN) == Usage(1, len(A))
    assert keys(library) == ["uploads/u-ann/song.wav"]


async def test_without_its_job_the_rows_say_that_it_waits(library: Library):
    library.queue.reachable = False
    assert (await bring(library.app, ANN, "song.wav", A)).outcome is UploadOutcome.CREATED
    library.queue.reachable = True
    assert await library.app.feed_queue() == 1


@pytest.mark.parametrize("down", ["database", "blobs", "inbox"])
async def test_an_outage_is_no_refusal(library: Library, down: str):
    inbox = MemoryInbox()
    app = with_ports(library, inbox=inbox)
    if down == "inbox":
        inbox.full = True
    else:
        getattr(library, down).reachable = False
    with pytest.raises(Unavailable):
        await bring(app, ANN, "song.wav", A)


class Stumbling(MemoryTagReader):
    async def read(self, source: object, key: str) -> Metadata:
        raise ValueError("a defect")


async def test_tags_that_we_stumble_over_cost_the_file_its_words_only(library: Library):
    result = await bring(with_ports(library, tags=Stumbling()), ANN, "song.wav", A)
    assert result.track.metadata.title == "song"


class Hurried(MemoryCatalogue):
    """A scan settles the object right before the upload enters it."""

    def __init__(self, library: Library) -> None:
        super().__init__(library.database)
        self.library = library

    async def save(self, tracks: list[Track]) -> None:
        await self.library.scan()
        await super().save(tracks)


async def test_a_scan_that_is_quicker_is_believed(library: Library):
    result = await bring(with_ports(library, catalogue=Hurried(library)), ANN, "song.wav", A)
    assert result.outcome is UploadOutcome.CREATED
    assert await library.tracks() == {"uploads/u-ann/song.wav": result.track}


async def test_a_name_that_many_files_have_is_told_apart_in_the_end(library: Library):
    for mark in ("", *(f" ({number})" for number in range(2, 22))):
        await library.blobs.put(f"uploads/u-ann/song{mark}.wav", Stream([mark.encode()]), "audio/wav")
    track = (await bring(library.app, ANN, "song.wav", A)).track
    assert track.key.startswith("uploads/u-ann/song (id")
