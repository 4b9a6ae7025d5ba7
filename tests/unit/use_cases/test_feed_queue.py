"""Filling the job queue from the rows."""

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.job import Job, JobKind, WorkerId
from musicsim.domain.use_cases.feed_queue import WINDOW
from tests.support.samples import a_track
from tests.unit.use_cases.library import Library, tone

LISTEN, TRACE, PRINT = JobKind


async def _scanned(*pitches: int) -> Library:
    library = Library()
    for pitch in pitches:
        library.store.put(f"{pitch}.wav", tone(pitch))
    await library.scan()
    return library


async def _jobs(library: Library) -> list[tuple[JobKind, str]]:
    keys = {track.id: key for key, track in (await library.tracks()).items()}
    return [(job.kind, keys[job.track_id]) for job in (await library.queue.page(limit=500)).items]


async def _taken(library: Library, worker: WorkerId) -> Job:
    job = await library.queue.take(worker)
    assert job is not None
    return job


async def test_what_waits_is_queued_once() -> None:
    library = await _scanned(220, 440)
    assert await library.app.feed_queue() == 2
    assert await library.app.feed_queue() == 0
    assert await _jobs(library) == [(LISTEN, "220.wav"), (LISTEN, "440.wav")]


async def test_waveforms_come_when_no_track_waits_to_be_listened_to() -> None:
    library = await _scanned(220)
    await library.listen()
    library.store.put("440.wav", tone(440))
    await library.scan()
    worker = await library.queue.join("here:1")
    assert await library.app.feed_queue() == 1
    listening = await _taken(library, worker)
    assert await library.app.feed_queue() == 1
    assert [kind for kind, _ in await _jobs(library)] == [LISTEN, TRACE]
    await library.queue.done(listening)


async def test_fingerprints_come_when_no_waveform_waits() -> None:
    library = await _scanned(220, 440)
    await library.listen()
    one, other = (await library.tracks()).values()
    await library.app.trace_waveform(one.id)
    assert await library.app.feed_queue() == 1
    await library.app.trace_waveform(other.id)
    assert await library.app.feed_queue() == 0
    await library.queue.done(await _taken(library, await library.queue.join("here:1")))
    assert await library.app.feed_queue() == 2
    assert {kind for kind, _ in await _jobs(library)} == {PRINT}


async def test_some_kinds_can_be_left_out() -> None:
    library = await _scanned(220)
    await library.listen()
    assert await library.app.feed_queue({LISTEN}) == 0
    assert await library.app.feed_queue() == 1


async def test_what_was_set_aside_is_not_queued_again_before_the_next_scan() -> None:
    library = await _scanned(220, 440)
    await library.app.feed_queue()
    worker = await library.queue.join("here:1")
    await library.queue.give_up(await _taken(library, worker), "no")
    [*_, second] = (await library.queue.page()).items
    await library.queue.cancel(second.id)
    assert await library.app.feed_queue() == 0
    await library.scan()
    assert await library.app.feed_queue() == 2


async def test_a_queue_that_lost_everything_is_filled_anew() -> None:
    library = await _scanned(220, 440)
    await library.app.feed_queue()
    await library.queue.close()
    lost = Library(store=library.store, database=library.database)
    assert await lost.app.feed_queue() == 2


async def test_it_holds_a_window_and_is_topped_up_when_half_is_gone() -> None:
    library = Library()
    tracks = [a_track(number) for number in range(2 * WINDOW)]
    await library.ports.catalogue.save(tracks)
    assert await library.app.feed_queue() == WINDOW
    worker = await library.queue.join("here:1")
    for _ in range(WINDOW // 2 - 1):
        await library.queue.done(await _taken(library, worker))
    assert await library.app.feed_queue() == 0
    await library.queue.done(await _taken(library, worker))
    fed = await library.app.feed_queue()
    assert fed == WINDOW // 2


async def test_how_much_is_queued_can_be_watched() -> None:
    library = await _scanned(220, 440)
    await library.app.feed_queue()
    counts = await library.app.measure_queue()
    assert counts.live(LISTEN) == 2
    assert library.metrics.gauged("jobs.queued", kind="listen", state="queued") == 2
    assert library.metrics.gauged("jobs.queued", kind="trace", state="running") == 0


async def test_a_database_that_is_down_is_said_to_be() -> None:
    library = await _scanned(220)
    library.database.reachable = False
    with pytest.raises(Unavailable):
        await library.app.feed_queue()
