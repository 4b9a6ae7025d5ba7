"""Taking jobs and performing some at a time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.job_queue import MemoryJobQueue
from musicsim.adapters.memory.metrics import MemoryMetrics
from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import ALL_KINDS, Job, JobKind, JobState
from musicsim.domain.rules.retrying import MOST_FAULTS
from musicsim.entrypoints.worker.endings import Ended, Ending
from musicsim.entrypoints.worker.pace import Pace
from musicsim.entrypoints.worker.performer import Performer

PATIENCE = 10.0
HASTE = Pace(idle=0.01, retry=0.01, beat=0.01, silence=5.0, grace=PATIENCE)
LISTEN = JobKind.LISTEN


@dataclass
class Bench:
    """A performer with a queue, whose jobs do what a test wants.

    Knobs: `fault` is what every job ends in; while `gate` is not set, jobs wait for it once they have begun;
    those for the tracks in `down` end in an outage before.
    """

    pace: Pace = HASTE
    room: int = 2
    fault: BaseException | None = None
    down: frozenset[str] = frozenset()
    begun: list[Job] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock, self.metrics, self.gate = ManualClock(), MemoryMetrics(), asyncio.Event()
        self.queue = MemoryJobQueue(self.clock)
        self.gate.set()
        self.stopping = asyncio.Event()
        self.performer = Performer(
            self.queue, self._perform, self.metrics, room=self.room, pace=self.pace, on_ended=self.ended.append
        )

    async def _perform(self, job: Job) -> None:
        self.begun.append(job)
        if job.track_id in self.down:
            raise Unavailable("library", "It is not mounted.")
        await self.gate.wait()
        if self.fault is not None:
            raise self.fault

    async def put(self, *tracks: str) -> None:
        await self.queue.put(LISTEN, [TrackId(track) for track in tracks])

    async def jobs(self) -> list[Job]:
        return list((await self.queue.page()).items)

    async def drain(self) -> None:
        async def nothing() -> int:
            return 0

        async with asyncio.timeout(PATIENCE):
            await self.performer.drain(ALL_KINDS, nothing)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["asyncio.Task[None]"]:
        """At work for as long as the context lasts."""
        task = asyncio.create_task(self.performer.run(self.stopping))
        try:
            yield task
        finally:
            self.stopping.set()
            async with asyncio.timeout(PATIENCE):
                await asyncio.wait({task})

    @property
    def outcomes(self) -> list[Ending]:
        return [each.ending for each in self.ended]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.002)


async def test_jobs_are_performed_and_measured() -> None:
    bench = Bench()
    await bench.put("a", "b", "c")
    await bench.drain()
    assert [job.track_id for job in bench.begun] == ["a", "b", "c"]
    assert bench.outcomes == [Ending.PERFORMED] * 3
    assert len(bench.metrics.observed("jobs.performed", kind="listen", outcome="performed")) == 3
    assert await bench.jobs() == []


async def test_no_more_at_a_time_than_there_is_room_for() -> None:
    bench = Bench(room=2)
    bench.gate.clear()
    await bench.put("a", "b", "c")
    async with bench.running():
        await until(lambda: len(bench.begun) == 2)
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(bench.begun) == 2
        bench.gate.set()
        await until(lambda: len(bench.ended) == 3)


async def test_new_jobs_are_begun_at_once() -> None:
    bench = Bench(pace=Pace(idle=3600, beat=3600))
    async with bench.running():
        await bench.put("a")
        await until(lambda: bench.outcomes == [Ending.PERFORMED])


async def test_what_is_down_is_not_tried_with_one_job_after_the_other() -> None:
    bench = Bench(pace=Pace(idle=0.01, retry=3600, beat=3600))
    bench.fault = Unavailable("library", "It is not mounted.")
    await bench.put(*map(str, range(9)))
    async with bench.running():
        await until(lambda: len(bench.ended) == bench.room)
        await bench.queue.announce()
        for _ in range(50):
            await asyncio.sleep(0)
        assert len(bench.begun) == bench.room


async def test_once_a_job_succeeds_the_others_go_on_at_once() -> None:
    bench = Bench(pace=Pace(idle=3600, retry=3600, beat=3600))
    bench.down = frozenset({"0"})
    await bench.put(*map(str, range(9)))
    bench.gate.clear()
    async with bench.running():
        await until(lambda: bench.outcomes == [Ending.PUT_OFF])
        bench.gate.set()
        await until(lambda: bench.outcomes == [Ending.PUT_OFF, *[Ending.PERFORMED] * 8])


async def test_an_outage_is_waited_for_told_once_and_does_not_fail_the_job(caplog: pytest.LogCaptureFixture) -> None:
    bench = Bench()
    bench.fault = Unavailable("database", "It is down.")
    await bench.put("a")
    async with bench.running():
        for attempt in range(1, 12):
            await until(lambda: len(bench.ended) == attempt)  # noqa: B023 - it is awaited here
            bench.clock.advance(10.0)
        bench.fault = None
        bench.clock.advance(10.0)
        await until(lambda: bench.outcomes[-1] is Ending.PERFORMED)
    assert set(bench.outcomes[:-1]) == {Ending.PUT_OFF}
    assert bench.begun[-1].outages >= 11
    assert caplog.text.count("It is down.") == 1


async def test_the_unforeseen_is_tried_again_later_and_given_up_at_last() -> None:
    bench = Bench()
    bench.fault = RuntimeError("a bug")
    await bench.put("a")
    for _ in range(MOST_FAULTS):
        await bench.drain()
        bench.clock.advance(3600)
    assert bench.outcomes == [Ending.PUT_OFF] * (MOST_FAULTS - 1) + [Ending.FAILED]
    [job] = await bench.jobs()
    assert (job.state, job.reason) == (JobState.FAILED, "RuntimeError: a bug")


async def test_what_can_be_explained_fails_at_once_with_the_explanation() -> None:
    bench = Bench()
    bench.fault = Conflict("The file changed.")
    await bench.put("a")
    await bench.drain()
    [job] = await bench.jobs()
    assert (job.state, job.reason) == (JobState.FAILED, "The file changed.")


async def test_a_drain_ends_with_an_outage_and_gives_everything_back() -> None:
    bench = Bench(room=3)
    await bench.put("a", "b", "c")
    bench.fault = Unavailable("library", "It is down.")
    with pytest.raises(ExceptionGroup) as ended:
        await bench.drain()
    assert ended.group_contains(Unavailable)
    assert {job.state for job in await bench.jobs()} == {JobState.QUEUED}


async def test_a_drain_goes_on_as_long_as_there_is_more_to_put() -> None:
    bench, left = Bench(), ["d", "c", "b", "a"]

    async def refill() -> int:
        return await bench.queue.put(LISTEN, [TrackId(left.pop())]) if left else 0

    async with asyncio.timeout(PATIENCE):
        await bench.performer.drain(ALL_KINDS, refill)
    assert [job.track_id for job in bench.begun] == ["a", "b", "c", "d"]


async def test_a_drain_waits_for_what_others_perform() -> None:
    bench = Bench()
    await bench.put("a")
    other = await bench.queue.join("there:2")
    job = await bench.queue.take(other)
    assert job is not None
    draining = asyncio.create_task(bench.drain())
    for _ in range(30):
        await asyncio.sleep(0)
    assert not draining.done()
    await bench.queue.done(job)
    await bench.queue.announce()
    await draining


async def test_a_running_job_that_a_person_cancels_is_stopped() -> None:
    bench = Bench()
    bench.gate.clear()
    await bench.put("a", "b")
    async with bench.running():
        await until(lambda: len(bench.begun) == 2)
        await bench.queue.cancel(bench.begun[0].id)
        await until(lambda: bench.outcomes == [Ending.CANCELLED])
        bench.gate.set()
        await until(lambda: len(bench.ended) == 2)
    [job] = await bench.jobs()
    assert (job.track_id, job.state) == ("a", JobState.CANCELLED)


async def test_a_job_that_cancels_itself_is_not_begun_again_at_once() -> None:
    bench = Bench(fault=asyncio.CancelledError())
    await bench.put("a")
    async with bench.running():
        await until(lambda: bench.ended)
    assert bench.outcomes == [Ending.PUT_OFF]
    [job] = await bench.jobs()
    assert (job.state, job.faults) == (JobState.QUEUED, 1)


async def test_asked_to_stop_it_begins_nothing_and_finishes_what_runs() -> None:
    bench = Bench(room=1)
    bench.gate.clear()
    await bench.put("a", "b")
    async with bench.running() as task:
        await until(lambda: len(bench.begun) == 1)
        bench.stopping.set()
        for _ in range(30):
            await asyncio.sleep(0)
        assert not task.done()
        bench.gate.set()
    assert bench.outcomes == [Ending.PERFORMED]
    [job] = await bench.jobs()
    assert (job.track_id, job.state, job.attempts) == ("b", JobState.QUEUED, 0)


async def test_what_does_not_end_within_the_grace_is_given_back() -> None:
    bench = Bench(pace=Pace(grace=0.01))
    bench.gate.clear()
    await bench.put("a")
    async with bench.running():
        await until(lambda: len(bench.begun) == 1)
    assert bench.outcomes == [Ending.GIVEN_BACK]
    [job] = await bench.jobs()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)


async def test_cancelled_it_gives_back_what_it_holds() -> None:
    bench = Bench()
    bench.gate.clear()
    await bench.put("a", "b")
    async with bench.running() as task:
        await until(lambda: len(bench.begun) == 2)
        task.cancel()
    assert {job.state for job in await bench.jobs()} == {JobState.QUEUED}


async def test_a_queue_that_is_down_is_waited_for_and_told_afterwards() -> None:
    bench = Bench()
    bench.gate.clear()
    await bench.put("a")
    async with bench.running():
        await until(lambda: len(bench.begun) == 1)
        bench.queue.reachable = False
        bench.gate.set()
        await asyncio.sleep(0.03)
        assert bench.ended == []
        bench.queue.reachable = True
        await until(lambda: bench.outcomes == [Ending.PERFORMED])
        await bench.put("b")
        await until(lambda: len(bench.ended) == 2)
    assert await bench.jobs() == []


async def test_one_taken_for_dead_stops_what_is_no_longer_its_own_and_joins_anew() -> None:
    bench = Bench(room=1)
    bench.gate.clear()
    await bench.put("a")
    async with bench.running():
        await until(lambda: len(bench.begun) == 1)
        bench.clock.advance(60.0)
        assert await bench.queue.take_back(5.0, 3) == 1
        await until(lambda: bench.outcomes[:1] == [Ending.LOST])
        await until(lambda: len(bench.begun) == 2)
        bench.gate.set()
        await until(lambda: bench.outcomes[1:] == [Ending.PERFORMED])
    assert bench.begun[1].losses == 1


async def test_what_dead_workers_held_is_taken_back() -> None:
    bench = Bench()
    await bench.put("a")
    await bench.queue.take(await bench.queue.join("there:2"))
    async with bench.running():
        bench.clock.advance(60.0)
        await until(lambda: bench.outcomes == [Ending.PERFORMED])
