"""Bringing the catalogue in step with the store."""

import asyncio
import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.tag_reader import MemoryTagReader
from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.errors import Conflict
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.scan import Scan, ScanStatus
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.use_cases.analyse_track import Outcome
from musicsim.domain.use_cases.scan_library import ScanOptions
from tests.support.samples import a_track
from tests.unit.use_cases.library import Library, tone

A, B, C = tone(220), tone(440), tone(880)


def _summary(scan: Scan) -> dict[str, int]:
    counts = ("added", "changed", "moved", "restored", "missing")
    return {name: getattr(scan, name) for name in counts if getattr(scan, name)}


async def test_a_first_scan_adds_everything_and_a_second_nothing() -> None:
    library = Library()
    await library.fill(a=A, folder__b=B)
    tracks = await library.tracks()
    assert list(tracks) == ["a.wav", "folder/b.wav"]
    assert tracks["a.wav"].content_hash == hashlib.sha256(A).hexdigest()
    again = await library.scan()
    assert (again.status, again.listed, again.to_read, _summary(again)) == (ScanStatus.FINISHED, 2, 0, {})
    assert await library.listen() == []


async def test_a_moved_file_keeps_its_row_and_is_not_heard_again() -> None:
    library = Library()
    await library.fill(a=A, b=B)
    before = (await library.tracks())["a.wav"]
    library.store.rename("a.wav", "z/new name.wav")
    assert _summary(await library.scan()) == {"moved": 1}
    after = (await library.tracks())["z/new name.wav"]
    assert (after.id, after.status, after.added_at) == (before.id, TrackStatus.ANALYSED, before.added_at)
    assert await library.listen() == []


async def test_only_what_did_not_turn_up_elsewhere_counts_as_missing() -> None:
    library = Library()
    await library.fill(a=A, b=B, c=C)
    library.store.rename("a.wav", "moved.wav")
    library.store.remove("b.wav")
    library.store.rename("c.wav", "moved.wav")
    assert _summary(await library.scan()) == {"moved": 1, "missing": 2}


async def test_two_swapped_files_keep_their_rows() -> None:
    library = Library()
    await library.fill(a=A, b=B)
    before = {key: track.id for key, track in (await library.tracks()).items()}
    library.store.put("a.wav", B)
    library.store.put("b.wav", A)
    assert _summary(await library.scan()) == {"moved": 2}
    after = {key: track.id for key, track in (await library.tracks()).items()}
    assert after == {"a.wav": before["b.wav"], "b.wav": before["a.wav"]}
    assert await library.listen() == []


async def test_files_shifted_onto_one_another_keep_their_rows() -> None:
    """01 becomes 02, 02 becomes 03, and something new is 01: as when a track is inserted into an album."""
    library = Library()
    await library.fill(t01=A, t02=B, t03=C)
    before = {track.content_hash: track.id for track in (await library.tracks()).values()}
    new = tone(1760)
    for key, data in (("t01.wav", new), ("t02.wav", A), ("t03.wav", B), ("t04.wav", C)):
        library.store.put(key, data)
    assert _summary(await library.scan()) == {"added": 1, "moved": 3}
    after = {track.content_hash: track.id for track in (await library.tracks()).values()}
    assert before.items() <= after.items()
    assert await library.listen() == [Outcome.ANALYSED]


async def test_a_file_renamed_to_make_room_for_another_takes_its_row_along() -> None:
    library = Library()
    await library.fill(song=A)
    before = (await library.tracks())["song.wav"].id
    library.store.rename("song.wav", "song_old.wav")
    library.store.put("song.wav", B)
    assert _summary(await library.scan()) == {"added": 1, "moved": 1}
    tracks = await library.tracks()
    assert tracks["song_old.wav"].id == before != tracks["song.wav"].id


async def test_a_file_unreadable_for_a_while_keeps_what_was_found() -> None:
    library = Library()
    await library.fill(a=A)
    before = (await library.tracks())["a.wav"]
    library.store.put("a.wav", A)
    library.store.deny("a.wav")
    assert _summary(await library.scan()) == {"changed": 1, "missing": 1}
    assert _summary(await library.scan()) == {}
    library.store.allow("a.wav")
    await library.scan()
    after = (await library.tracks())["a.wav"]
    assert (after.id, after.status) == (before.id, TrackStatus.ANALYSED)
    assert await library.listen() == []


async def test_a_fault_in_reading_tags_costs_one_file_its_words_and_no_more(caplog: pytest.LogCaptureFixture) -> None:
    def fail(key: str) -> None:
        if key == "Artist/Album/01 Song.wav":
            raise RuntimeError("a bug")

    library = Library(tags=MemoryTagReader(on_read=fail))
    library.store.put("Artist/Album/01 Song.wav", A)
    library.store.put("b.wav", B)
    assert (await library.scan()).added == 2
    assert (await library.tracks())["Artist/Album/01 Song.wav"].metadata.title == "Song"
    assert "01 Song.wav" in caplog.text


async def test_a_scan_that_is_cancelled_is_called_interrupted_at_once() -> None:
    library = Library()
    library.store.put("a.wav", A)
    told: list[Scan] = []
    scanning = asyncio.create_task(library.app.scan_library(on_progress=told.append))
    while not told:
        await asyncio.sleep(0)
    scanning.cancel()
    await asyncio.wait({scanning})
    assert (await library.app.find_scan(told[0].id)).status is ScanStatus.INTERRUPTED


async def test_a_touched_original_is_not_taken_for_its_copy() -> None:
    library = Library()
    await library.fill(m=A)
    original = (await library.tracks())["m.wav"].id
    library.store.put("m.wav", A)
    library.store.put("copy.wav", A)
    assert _summary(await library.scan()) == {"added": 1}
    assert (await library.tracks())["m.wav"].id == original


async def test_what_is_gone_comes_back_intact_without_being_read() -> None:
    library = Library()
    await library.fill(a=A, b=B)
    before = (await library.tracks())["a.wav"]
    library.store.remove("a.wav")
    assert _summary(await library.scan()) == {"missing": 1}
    assert list(await library.tracks()) == ["b.wav"]
    library.store.put("a.wav", A, before.modified_ns)
    back = await library.scan()
    assert (_summary(back), back.to_read) == ({"restored": 1}, 0)
    assert (await library.tracks())["a.wav"] == before


class WatchedCatalogue(MemoryCatalogue):
    """Notes how many tracks each call marks."""

    def __init__(self, database: MemoryDatabase) -> None:
        super().__init__(database)
        self.marked: list[int] = []

    async def mark_missing(self, ids: Collection[TrackId], since: datetime) -> None:
        self.marked.append(len(ids))
        await super().mark_missing(ids, since)

    async def restore(self, ids: Collection[TrackId]) -> None:
        self.marked.append(len(ids))
        await super().restore(ids)


async def test_a_large_folder_that_goes_and_comes_back_is_marked_in_short_writes() -> None:
    library = Library()
    catalogue = WatchedCatalogue(library.database)
    scan = assemble(Settings(), replace(library.ports, catalogue=catalogue)).scan_library
    library.store.put("a.wav", A)
    files = [a_track(number, key=f"{number}.wav", size=1, modified_ns=1) for number in range(1500)]
    await catalogue.save(files)
    assert (await scan()).missing == 1500
    for file in files:
        library.store.put(file.key, b"x", file.modified_ns)
    assert (await scan()).restored == 1500
    assert sum(catalogue.marked) == 3000
    assert max(catalogue.marked) == 1000


async def test_other_bytes_under_the_same_key_are_heard_anew() -> None:
    library = Library()
    await library.fill(a=A)
    before = (await library.tracks())["a.wav"]
    library.store.put("a.wav", B)
    assert _summary(await library.scan()) == {"changed": 1}
    after = (await library.tracks())["a.wav"]
    assert (after.id, after.status) == (before.id, TrackStatus.PENDING)
    assert await library.listen() == [Outcome.ANALYSED]


async def test_a_file_copied_is_a_new_track_that_adopts_the_analysis() -> None:
    library = Library()
    await library.fill(a=A)
    library.store.put("copy.wav", A)
    assert _summary(await library.scan()) == {"added": 1}
    assert await library.listen() == [Outcome.ADOPTED]


async def test_an_unreadable_file_is_kept_with_its_reason_and_tried_again_by_the_next_scan() -> None:
    library = Library()
    library.store.deny("Artist/Album/03 - Song.wav")
    library.store.put("Artist/Album/03 - Song.wav", A)
    await library.fill(b=B)
    track = (await library.tracks())["Artist/Album/03 - Song.wav"]
    assert track.failure is not None
    assert (track.status, track.failure.reason) == (TrackStatus.FAILED, FailureReason.UNREADABLE)
    assert (track.metadata.title, track.metadata.artist) == ("Song", "Artist")
    library.store.allow(track.key)
    assert _summary(await library.scan()) == {"changed": 1}
    assert await library.listen() == [Outcome.ANALYSED]


async def test_what_cannot_be_listed_is_a_problem_and_what_was_in_it_is_not_gone() -> None:
    library = Library()
    await library.fill(folder__a=A, b=B)
    library.store.unlist("folder/")
    scan = await library.scan()
    assert (scan.problem_count, [p.key for p in scan.problems], _summary(scan)) == (1, ["folder/"], {})
    assert "folder/a.wav" in await library.tracks()


async def test_a_library_that_lists_nothing_is_taken_for_an_unmounted_disk() -> None:
    library = Library()
    await library.fill(a=A)
    library.store.remove("a.wav")
    scan = await library.scan()
    assert scan.status is ScanStatus.FAILED
    assert "mounted" in scan.error
    assert list(await library.tracks()) == ["a.wav"]
    believed = await library.scan(ScanOptions(accept_empty=True))
    assert _summary(believed) == {"missing": 1}


async def test_a_store_that_is_down_fails_the_scan_and_loses_nothing() -> None:
    library = Library()
    await library.fill(a=A)
    library.store.reachable = False
    scan = await library.scan()
    assert (scan.status, (await library.app.find_scan(scan.id)).status) == (ScanStatus.FAILED, ScanStatus.FAILED)
    assert list(await library.tracks()) == ["a.wav"]


async def test_a_file_that_vanishes_while_it_is_read_is_no_failure() -> None:
    library = Library()
    library.store.put("a.wav", A)
    library.store.put("b.wav", B)
    library.store.after_listing = {"a.wav"}
    assert _summary(await library.scan()) == {"added": 1}
    assert list(await library.tracks()) == ["b.wav"]


async def test_one_scan_at_a_time() -> None:
    library = Library()
    library.lease.held.add("scan")
    with pytest.raises(Conflict, match="already running"):
        await library.scan()


async def test_a_scan_cut_off_is_called_interrupted_by_the_next() -> None:
    library = Library()
    started = await library.scan()
    await library.ports.scans.save(_running(started))
    await library.scan()
    assert (await library.app.find_scan(started.id)).status is ScanStatus.INTERRUPTED


def _running(scan: Scan) -> Scan:
    return Scan(id=scan.id, status=ScanStatus.RUNNING, started_at=scan.started_at)


async def test_failed_tracks_are_queued_again_on_request() -> None:
    library = Library()
    await library.fill(a=b"no audio at all")
    assert (await library.tracks())["a.wav"].status is TrackStatus.FAILED
    await library.scan()
    assert await library.listen() == []
    await library.scan(ScanOptions(retry_failed=True))
    assert await library.listen() == [Outcome.FAILED]


async def test_progress_is_told_and_logged() -> None:
    library = Library()
    for number in range(70):
        library.store.put(f"{number:02}.wav", tone(100 + number))
    seen: list[Scan] = []
    finished = await library.app.scan_library(on_progress=seen.append)
    assert [scan.read for scan in seen] == sorted(scan.read for scan in seen)
    assert seen[0].status is ScanStatus.RUNNING
    assert {scan.read for scan in seen} >= {0, 32, 64, 70}
    assert finished == seen[-1] == await library.app.find_scan(finished.id)
    assert (finished.to_read, finished.read, finished.added) == (70, 70, 70)


keys = st.sampled_from(["a.wav", "b.wav", "x/c.wav", "x/y/d.wav", "e.wav"])
contents = st.sampled_from([b"1", b"22", b"33", b"4444"])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), keys, contents),
        st.tuples(st.just("remove"), keys),
        st.tuples(st.just("rename"), keys, keys),
        st.tuples(st.just("scan")),
        st.tuples(st.just("cut"), st.integers(1, 12)),
    ),
    max_size=14,
)


@given(steps)
async def test_after_any_history_the_catalogue_is_what_the_store_holds(history: list[tuple]) -> None:
    library, content = Library(), dict[str, bytes]()
    for step, *arguments in history:
        await _apply(library, content, step, arguments)
    await library.scan(ScanOptions(accept_empty=True))
    tracks = await library.tracks()
    assert {key: track.content_hash for key, track in tracks.items()} == {
        key: hashlib.sha256(data).hexdigest() for key, data in content.items()
    }
    assert len({track.id for track in tracks.values()}) == len(tracks)


@given(st.permutations(range(5)), st.sets(st.integers(0, 4)))
async def test_however_files_trade_places_each_row_follows_its_sound(order: list[int], new: set[int]) -> None:
    """File i gets the name of file order[i]; the names in `new` get something unheard instead."""
    library = Library()
    for number in range(5):
        library.store.put(f"{number}.wav", b"sound %d" % number)
    await library.scan()
    before = {track.content_hash: track.id for track in (await library.tracks()).values()}
    for number, place in enumerate(order):
        library.store.put(f"{place}.wav", b"new %d" % place if place in new else b"sound %d" % number)
    await library.scan()
    after = {track.content_hash: track.id for track in (await library.tracks()).values()}
    assert len(after) == 5
    assert all(before.get(content_hash, track_id) == track_id for content_hash, track_id in after.items())


async def _apply(library: Library, content: dict[str, bytes], step: str, arguments: list) -> None:
    match step, arguments:
        case "put", [key, data]:
            content[key] = data
            library.store.put(key, data)
        case "remove", [key] if key in content:
            del content[key]
            library.store.remove(key)
        case "rename", [old, new] if old in content and old != new:
            content[new] = content.pop(old)
            library.store.rename(old, new)
        case "scan", []:
            await library.scan(ScanOptions(accept_empty=True))
        case "cut", [writes]:
            await _scan_cut_off(library, writes)


class _Killed(BaseException):
    """The process ends here."""


async def _scan_cut_off(library: Library, reports: int) -> None:
    """A scan that dies after so many reports: what was written stays, as after kill -9."""
    left = reports

    def die(_: Scan) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise _Killed

    try:
        await library.app.scan_library(ScanOptions(accept_empty=True), die)
    except _Killed:
        library.lease.held.clear()
