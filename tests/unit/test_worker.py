"""The background work."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from musicsim.adapters.memory.analyser import MemoryAnalyser
from musicsim.adapters.memory.lease import MemoryLease
from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.audio import AudioSource, InlineAudio
from musicsim.domain.model.scan import ScanStatus
from musicsim.entrypoints.worker.pace import Pace
from musicsim.entrypoints.worker.worker import Worker
from tests.contracts.radio_sessions_contract import ANNA, a_session
from tests.support.people import DAY, move_in
from tests.support.shared_queue import SharedQueue
from tests.unit.use_cases.library import Library, tone

PATIENCE = 10.0
HASTE = Pace(idle=0.01, retry=0.01)


async def _until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait for a condition; only a test that fails waits long."""
    async with asyncio.timeout(PATIENCE):
        while not await holds():
            await asyncio.sleep(0.005)


def _library(*pitches: float) -> Library:
    library = Library()
    for pitch in pitches:
        library.store.put(f"{pitch}.wav", tone(pitch))
    return library


def _worker(library: Library) -> Worker:
    return Worker(library.app, pace=HASTE)


async def _shown(library: Library) -> int:
    return await library.index.count(library.analyser.spaces[0])


async def test_after_a_scan_everything_is_heard_shown_and_drawn() -> None:
    library = _library(220, 440, 880)
    worker = _worker(library)
    running = asyncio.create_task(worker.run())
    scan = await worker.start_scan()
    assert scan.status is ScanStatus.RUNNING

    async def done() -> bool:
        return await _shown(library) == 3 and not await library.ports.analyses.without_waveform(1)

    await _until(done)
    running.cancel()
    await asyncio.wait({running})
    assert library.lease.held == set()


async def test_farewells_that_broke_off_are_finished() -> None:
    library = _library()
    accounts = library.ports.accounts
    gone = await move_in(library.ports, "ada", disabled_at=DAY, leaving_at=DAY)
    running = asyncio.create_task(_worker(library).run())

    async def forgotten() -> bool:
        return await accounts.get(gone.id) is None

    await _until(forgotten)
    running.cancel()


async def test_a_radio_that_nobody_went_on_with_is_forgotten() -> None:
    library = _library()
    sessions, now = library.ports.radio, library.clock.now()
    for number, days in [(1, 31), (2, 29)]:
        await sessions.save(replace(a_session(number), changed_at=now - timedelta(days=days)))
    running = asyncio.create_task(_worker(library).run())

    async def forgotten() -> bool:
        return [one.id for one in await sessions.recent(ANNA, 9)] == ["r2"]

    await _until(forgotten)
    running.cancel()


async def test_drain_ends_when_nothing_is_left() -> None:
    library = _library(220, 440)
    worker = _worker(library)
    await worker.scan()
    assert await worker.drain()
    assert await _shown(library) == 2


async def test_another_process_may_be_the_worker_and_die() -> None:
    library = _library(220)
    library.lease.held.add("worker")
    worker = _worker(library)
    await worker.scan()
    assert not await worker.drain()
    running = asyncio.create_task(worker.run())
    await asyncio.sleep(0)
    assert await _shown(library) == 0
    library.lease.held.remove("worker")

    async def taken_over() -> bool:
        return await _shown(library) == 1

    await _until(taken_over)
    running.cancel()


async def test_one_scan_at_a_time_here_and_elsewhere() -> None:
    library = _library(220)
    worker = _worker(library)
    await worker.start_scan()
    with pytest.raises(Conflict):
        await worker.start_scan()
    elsewhere = _library(220)
    elsewhere.lease.held.add("scan")
    with pytest.raises(Conflict):
        await _worker(elsewhere).start_scan()


async def test_an_outage_is_waited_for_and_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    library = _library(220)
    worker = _worker(library)
    await worker.scan()
    library.database.reachable = False
    running = asyncio.create_task(worker.run())
    await asyncio.sleep(0.05)
    assert not running.done()
    library.database.reachable = True

    async def recovered() -> bool:
        return await _shown(library) == 1

    await _until(recovered)
    running.cancel()
    assert sum("Listening waits" in message for message in caplog.messages) == 1


async def test_a_queue_that_is_away_is_waited_for_and_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    library = _hosts(220)
    library.queue.reachable = False
    running = asyncio.create_task(_host(library).run())
    await asyncio.sleep(0.1)
    library.queue.reachable = True
    await library.scan()

    async def recovered() -> bool:
        return await _shown(library) == 1

    await _until(recovered)
    running.cancel()
    assert sum("Jobs wait" in message for message in caplog.messages) == 1
    assert sum("Listening waits" in message for message in caplog.messages) == 1


async def test_a_fault_of_ours_puts_one_track_aside_and_no_other(caplog: pytest.LogCaptureFixture) -> None:
    library = _library(220, 440)
    library.analyser = _Faulty(tone(220))
    worker = _worker(library)
    await worker.scan()
    assert await worker.drain()
    assert await _shown(library) == 1
    assert "220.wav" in caplog.text
    library.analyser.faulty_for = b""
    await worker.scan()
    await worker.drain()
    assert await _shown(library) == 2


class _Faulty(MemoryAnalyser):
    """Has a bug that some audio brings out."""

    def __init__(self, faulty_for: bytes) -> None:
        super().__init__()
        self.faulty_for = faulty_for

    async def analyse(self, source: AudioSource) -> Analysis:
        if isinstance(source, InlineAudio) and source.data == self.faulty_for:
            raise RuntimeError("a bug")
        return await super().analyse(source)


async def test_a_file_that_changed_since_the_scan_is_left_to_the_next_one() -> None:
    library = _library(220, 440)
    worker = _worker(library)
    await worker.scan()
    library.store.put("220.wav", tone(230))
    async with asyncio.timeout(PATIENCE):
        assert await worker.drain()
    assert await _shown(library) == 1
    await worker.scan()
    await worker.drain()
    assert await _shown(library) == 2


async def test_an_index_that_was_lost_is_filled_at_the_next_start() -> None:
    library = _library(220, 440)
    worker = _worker(library)
    await worker.scan()
    await worker.drain()
    library.index = MemoryVectorIndex()
    await _worker(library).drain()
    assert await _shown(library) == 2


async def test_what_is_heard_can_be_asked_about_while_the_rest_is_still_listened_to() -> None:
    library = _library(220, 230, 440, 880)
    library.analyser = gate = _Gate(open_for=3)
    worker = Worker(library.app, pace=replace(HASTE, index_every=0.0))
    await worker.scan()
    draining = asyncio.create_task(worker.drain())

    async def some_shown() -> bool:
        return await _shown(library) >= 2

    await _until(some_shown)
    heard = [t for t in (await library.tracks()).values() if t.listenable]
    assert len(heard) < 4
    assert (await library.app.find_similar(heard[0].id)).hits
    gate.opened.set()
    assert await draining
    assert await _shown(library) == 4


class _Gate(MemoryAnalyser):
    """Hears some at once, the others once the gate is opened."""

    def __init__(self, open_for: int) -> None:
        super().__init__()
        self.left = open_for
        self.opened = asyncio.Event()

    async def analyse(self, source: AudioSource) -> Analysis:
        self.left -= 1
        if self.left < 0:
            await self.opened.wait()
        return await super().analyse(source)


async def test_a_stop_that_comes_together_with_news_is_heard() -> None:
    library = _library()
    worker = Worker(library.app, pace=Pace(idle=3600))
    running = asyncio.create_task(worker.run())
    for _ in range(20):
        await asyncio.sleep(0)
    scanning = asyncio.create_task(worker.scan())
    scanning.add_done_callback(lambda _: running.cancel())
    await asyncio.wait({running}, timeout=PATIENCE)
    assert running.done()


def _host(library: Library, **options: Any) -> Worker:
    """A worker on a host of its own: it sees the others' jobs."""
    return Worker(library.app, pace=HASTE, **options)


def _hosts(*pitches: float) -> Library:
    library = _library(*pitches)
    library.queue = SharedQueue(library.clock)
    return library


async def test_all_hosts_perform_and_one_keeps_house() -> None:
    library = _hosts(*range(200, 800, 25))
    counted: Counter[int] = Counter()
    hosts = [_host(library, on_ended=lambda _, host=host: counted.update([host])) for host in range(3)]
    running = [asyncio.create_task(host.run()) for host in hosts]
    await hosts[0].start_scan()

    async def done() -> bool:
        undrawn = await library.ports.analyses.without_waveform(1)
        unprinted = await library.ports.segments.lacking(library.ports.analyser.print_model, 1)
        listened = await _shown(library) == 24
        return listened and not undrawn and not unprinted and not (await library.queue.page()).items

    await _until(done)
    for task in running:
        task.cancel()
    await asyncio.wait(running)
    assert len(counted) == 3
    assert counted.total() == 72  # each track was listened to once, drawn once, and printed once
    assert library.lease.held == set()


async def test_a_host_without_housekeeping_performs_what_others_queue() -> None:
    library = _hosts(220, 440)
    await library.scan()
    running = asyncio.create_task(_host(library, keep_house=False).run())
    await asyncio.sleep(0.02)
    assert (await library.app.report_status()).counts.pending == 2
    await library.app.feed_queue()

    async def heard() -> bool:
        return not (await library.app.report_status()).counts.pending

    await _until(heard)
    assert await _shown(library) == 0
    running.cancel()


async def test_a_server_that_does_not_work_tells_those_who_do_of_a_scan() -> None:
    library = _hosts(220)
    server = Worker(library.app, keep_house=False, perform=False, pace=Pace(idle=3600))
    other = Worker(library.app, pace=Pace(idle=3600))
    running = [asyncio.create_task(worker.run()) for worker in (server, other)]
    for _ in range(50):
        await asyncio.sleep(0)
    await server.start_scan()

    async def shown() -> bool:
        return await _shown(library) == 1

    await _until(shown)
    for task in running:
        task.cancel()
    await asyncio.wait(running)


async def test_a_lease_that_is_lost_ends_the_housekeeping_not_the_work() -> None:
    library = _hosts(220)
    library.lease = lease = _Fragile()
    running = asyncio.create_task(_host(library).run())
    async with asyncio.timeout(PATIENCE):
        await lease.held_once.wait()
    lease.lose()
    library.store.put("440.wav", tone(440))
    await library.scan()

    async def shown() -> bool:
        return await _shown(library) == 2

    await _until(shown)
    running.cancel()


class _Fragile(MemoryLease):
    """What keeps it breaks down once, while it is held."""

    def __init__(self) -> None:
        super().__init__()
        self.held_once = asyncio.Event()
        self._holder: asyncio.Task[Any] | None = None
        self._lost = False

    def lose(self) -> None:
        assert self._holder
        self._lost = True
        self._holder.cancel()

    @asynccontextmanager
    async def hold(self, name: str) -> AsyncIterator[bool]:
        async with super().hold(name) as ours:
            if name != "worker":
                yield ours
                return
            self._holder = asyncio.current_task()
            self.held_once.set()
            try:
                yield ours
            except asyncio.CancelledError:
                if not self._lost:
                    raise
                self._lost = False
                raise Unavailable("database", "The lease was lost.") from None
