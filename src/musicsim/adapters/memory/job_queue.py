"""The queue of one process: a window of the rows, in memory."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from musicsim.adapters.memory.waiting_line import WaitingLine
from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import ALL_KINDS, Job, JobCounts, JobId, JobKind, JobState, Setback, WorkerId
from musicsim.domain.model.page import Page
from musicsim.ports.clock import Clock
from musicsim.ports.job_queue import JobQueue

_LONGEST = 20  # digits


@dataclass(slots=True)
class _Worker:
    name: str
    heard_at: datetime


class MemoryJobQueue(JobQueue):
    """What the embedded application and the tests use; it ends with the process, and need not outlive it.

    Knob: `reachable = False` makes every method raise Unavailable.
    """

    def __init__(self, clock: Clock) -> None:
        self.reachable = True
        self._clock = clock
        self._jobs: dict[int, Job] = {}
        self._numbers: dict[tuple[JobKind, TrackId], int] = {}
        self._line = WaitingLine()
        self._workers: dict[WorkerId, _Worker] = {}
        self._listeners: list[asyncio.Event] = []
        self._last = 0

    @property
    def shared(self) -> bool:
        return False

    async def put(self, kind: JobKind, track_ids: Sequence[TrackId], *, ahead: bool = False) -> int:
        self._check()
        new = [track_id for track_id in dict.fromkeys(track_ids) if (kind, track_id) not in self._numbers]
        now = self._clock.now()
        for track_id in new:
            self._last += 1
            self._numbers[kind, track_id] = self._last
            job_id = JobId(str(self._last))
            if ahead:
                self._line.prefer(self._last)
            self._queue(Job(id=job_id, kind=kind, track_id=track_id, state=JobState.QUEUED, queued_at=now))
        if new:
            self._tell()
        return len(new)

    async def held(self, kind: JobKind) -> Collection[TrackId]:
        self._check()
        return {track_id for of, track_id in self._numbers if of is kind}

    async def join(self, name: str) -> WorkerId:
        self._check()
        self._last += 1
        worker = WorkerId(str(self._last))
        self._workers[worker] = _Worker(name, self._clock.now())
        return worker

    async def heartbeat(self, worker: WorkerId) -> bool:
        self._check()
        if known := self._workers.get(worker):
            known.heard_at = self._clock.now()
        return known is not None

    async def leave(self, worker: WorkerId) -> None:
        self._check()
        self._workers.pop(worker, None)
        for job in self._held_by(worker):
            await self.give_back(job)

    async def take_back(self, silence: float, most_losses: int) -> int:
        self._check()
        oldest = self._clock.now() - timedelta(seconds=silence)
        dead = [worker for worker, known in self._workers.items() if known.heard_at < oldest]
        lost = [job for worker in dead for job in self._held_by(worker)]
        for worker in dead:
            del self._workers[worker]
        for job in lost:
            again = job.set_back(Setback.LOSS, f"The worker {job.worker_name} was not heard of any more.")
            if again.losses < most_losses or job.cancelling:
                self._again(again)
            else:
                self._set(again.ended(JobState.FAILED))
        return len(lost)

    async def take(self, worker: WorkerId, kinds: Collection[JobKind] = ALL_KINDS) -> Job | None:
        self._check()
        number = self._line.first(kinds, self._clock.now()) if worker in self._workers else None
        if number is None:
            return None
        name = self._workers[worker].name
        job = replace(self._jobs[number], state=JobState.RUNNING, worker=worker, worker_name=name, due_at=None)
        self._set(job)
        return job

    async def done(self, job: Job) -> bool:
        if (now := self._as_held(job)) is not None:
            self._drop(now)
        return now is not None

    async def put_off(self, job: Job, setback: Setback, seconds: float, reason: str) -> bool:
        if (now := self._as_held(job)) is not None:
            self._again(now.set_back(setback, reason), self._clock.now() + timedelta(seconds=seconds))
        return now is not None

    async def give_back(self, job: Job) -> bool:
        if (now := self._as_held(job)) is not None:
            self._again(now)
        return now is not None

    async def give_up(self, job: Job, reason: str) -> bool:
        if (now := self._as_held(job)) is not None:
            self._set(now.set_back(Setback.FAULT, reason).ended(JobState.FAILED))
        return now is not None

    async def stop(self, job: Job) -> bool:
        if (now := self._as_held(job)) is not None:
            self._set(now.ended(JobState.CANCELLED))
        return now is not None

    async def unwanted(self, worker: WorkerId) -> Collection[JobId]:
        self._check()
        return {job.id for job in self._held_by(worker) if job.cancelling}

    def news(self) -> AbstractAsyncContextManager[asyncio.Event]:
        return self._news()

    @asynccontextmanager
    async def _news(self) -> AsyncIterator[asyncio.Event]:
        event = asyncio.Event()
        self._listeners.append(event)
        try:
            yield event
        finally:
            self._listeners.remove(event)

    async def announce(self) -> None:
        self._check()
        self._tell()

    async def page(self, states: Collection[JobState] = (), limit: int = 50, after: JobId | None = None) -> Page[Job]:
        self._check()
        behind = 0 if after is None else _number(after)
        if behind is None:
            raise Invalid("No job has such an id.", "cursor")
        found = [
            job for number, job in sorted(self._jobs.items()) if number > behind and (not states or job.state in states)
        ]
        return Page(found[:limit], found[limit - 1].id if len(found) > limit else None)

    async def counts(self) -> JobCounts:
        self._check()
        return JobCounts(Counter((job.kind, job.state) for job in self._jobs.values()))

    async def cancel(self, job_id: JobId) -> Job | None:
        self._check()
        job = self._find(job_id)
        if job is None:
            return None
        running = job.state is JobState.RUNNING
        self._set(replace(job, cancelling=True) if running else job.ended(JobState.CANCELLED))
        if running:
            self._tell()
        return self._find(job_id)

    async def retry(self, job_id: JobId) -> Job | None:
        self._check()
        job = self._find(job_id)
        if job is not None and job.state is not JobState.RUNNING:
            self._again(replace(job, outages=0, faults=0, losses=0, reason=""))
        return self._find(job_id)

    async def forget(self) -> None:
        self._check()
        for job in list(self._jobs.values()):
            if job.state in (JobState.FAILED, JobState.CANCELLED) or job.due_at is not None:
                self._drop(job)

    async def close(self) -> None:
        self._jobs.clear()

    def _check(self) -> None:
        if not self.reachable:
            raise Unavailable("job queue", "The job queue was made unreachable by a test; make it reachable again.")

    def _tell(self) -> None:
        for event in self._listeners:
            event.set()

    def _find(self, job_id: JobId) -> Job | None:
        number = _number(job_id)
        return None if number is None else self._jobs.get(number)

    def _held_by(self, worker: WorkerId) -> list[Job]:
        return [job for job in self._jobs.values() if job.worker == worker]

    def _as_held(self, job: Job) -> Job | None:
        """The job as it is now, while the worker that took it holds it."""
        self._check()
        now = self._find(job.id)
        return now if now is not None and job.worker is not None and now.worker == job.worker else None

    def _set(self, job: Job) -> None:
        """Put it in place of what it was; who has waited and does no more leaves the line when its turn comes."""
        number = int(job.id)
        self._jobs[number] = job
        if job.state is not JobState.QUEUED:
            self._line.leave(number)

    def _queue(self, job: Job) -> None:
        self._set(job)
        self._line.enter(job.kind, int(job.id), job.due_at)

    def _again(self, job: Job, due_at: datetime | None = None) -> None:
        """Queue a job that was held or had ended, unless it was to be cancelled."""
        if job.cancelling:
            self._set(job.ended(JobState.CANCELLED))
            return
        self._queue(replace(job.ended(JobState.QUEUED), due_at=due_at))
        if due_at is None:
            self._tell()

    def _drop(self, job: Job) -> None:
        number = int(job.id)
        self._line.forget(number)
        del self._jobs[number]
        del self._numbers[job.kind, job.track_id]


def _number(job_id: str) -> int | None:
    """The number that an id is; None for what is none, or longer than any."""
    return int(job_id) if job_id.isdecimal() and len(job_id) < _LONGEST else None
