"""Taking jobs from the queue and performing some at a time."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.job import ALL_KINDS, Job, JobId, JobKind, JobState
from musicsim.entrypoints.worker.complaint import Complaint
from musicsim.entrypoints.worker.endings import Ended, Ending, settle
from musicsim.entrypoints.worker.membership import Membership
from musicsim.entrypoints.worker.pace import Pace
from musicsim.entrypoints.worker.performing import Perform
from musicsim.entrypoints.worker.waiting import any_of
from musicsim.ports.job_queue import JobQueue
from musicsim.ports.metrics import Metrics

log = logging.getLogger(__name__)

_LAST_WORDS = 5.0
"""Seconds in which the queue can be told of what was cut short."""


class Performer:
    """One worker of the queue, with room for so many jobs at a time. `on_ended` hears of each attempt."""

    def __init__(
        self,
        queue: JobQueue,
        perform: Perform,
        metrics: Metrics,
        *,
        room: int,
        pace: Pace,
        on_ended: Callable[[Ended], None],
    ) -> None:
        self._queue = queue
        self._perform = perform
        self._metrics = metrics
        self._room = room
        self._pace = pace
        self._on_ended = on_ended
        self._membership = Membership(queue, pace, self._abandon)
        self._performing: dict[JobId, asyncio.Task[None]] = {}
        self._settling: set[asyncio.Task[None]] = set()
        self._unwanted: set[JobId] = set()
        self._no_queue = Complaint(log, "Jobs wait: %s")
        self._no_service = Complaint(log, "Jobs will be tried again: %s")
        self._stir = asyncio.Event()
        self._dry = True
        self._resumes = 0.0

    @property
    def dry(self) -> bool:
        """Whether the queue had no job more to hand out when it was last asked."""
        return self._dry

    async def run(self, stopping: asyncio.Event) -> None:
        """Perform what is due until `stopping` is set; then finish what can be within the grace, and give back the
        rest. What is down is waited for.
        """
        async with self._at_work() as (group, news):
            heard = True
            while not stopping.is_set():
                heard = heard or news.is_set()
                news.clear()
                self._stir.clear()
                try:
                    await self._fill(group, ALL_KINDS)
                    await self._stop_unwanted(heard=heard)
                except Unavailable as fault:
                    self._no_queue.tell(str(fault))
                    await any_of([stopping], self._pace.retry)
                    heard = True
                else:
                    self._no_queue.over()
                    await any_of([news, self._stir, stopping], self._pace.idle)
                    heard = not self._stir.is_set()
            await self._finish()

    async def drain(self, kinds: Collection[JobKind], refill: Callable[[], Awaitable[int]]) -> None:
        """Perform jobs of these kinds until none is due, `refill` puts none, and no other worker performs any.

        Raises a group with Unavailable as soon as anything needed is down; what was begun is given back.
        """
        async with self._at_work() as (group, news):
            while True:
                news.clear()
                self._stir.clear()
                await self._fill(group, kinds, patient=False)
                await self._stop_unwanted(heard=True)
                if self._dry and await refill():
                    continue
                if not self._settling and not await self._others(kinds):
                    break
                await any_of([news, self._stir], self._pace.beat)

    @asynccontextmanager
    async def _at_work(self) -> AsyncIterator[tuple[asyncio.TaskGroup, asyncio.Event]]:
        """Registered, giving signs of life, hearing news."""
        try:
            async with self._queue.news() as news, asyncio.TaskGroup() as group:
                beating = group.create_task(self._membership.keep())
                try:
                    yield group, news
                finally:
                    beating.cancel()
        finally:
            await self._membership.leave()

    async def _fill(self, group: asyncio.TaskGroup, kinds: Collection[JobKind], *, patient: bool = True) -> None:
        """Begin jobs for as long as there is room and any are due; none so soon after an outage."""
        worker = await self._membership.joined()
        while len(self._settling) < self._room and time.monotonic() >= self._resumes:
            job = await self._queue.take(worker, kinds)
            if job is None:
                self._dry = True
                return
            task = group.create_task(self._attempt(job, patient=patient))
            self._settling.add(task)
            task.add_done_callback(self._settling.discard)
        self._dry = False

    async def _attempt(self, job: Job, *, patient: bool) -> None:
        """Perform one job and tell the queue what became of it."""
        started = time.perf_counter()
        performing = self._performing[job.id] = asyncio.create_task(self._begin(job))
        try:
            await asyncio.wait({performing})
        finally:
            performing.cancel()  # when this attempt was cancelled itself
            await asyncio.wait({performing})
            del self._performing[job.id]
        ended = await settle(
            self._queue,
            job,
            performing,
            unwanted=job.id in self._unwanted,
            seconds=time.perf_counter() - started,
            retry=self._pace.retry,
        )
        self._unwanted.discard(job.id)
        fault = None if performing.cancelled() else performing.exception()
        self._tell(ended)
        if isinstance(fault, Unavailable):
            if not patient:
                raise fault
            self._hold_on()
        elif ended.ending is Ending.PERFORMED:
            self._resumes = 0.0

    def _hold_on(self) -> None:
        """What is down for one job is so for the next thousand: trying them one after the other would take a core."""
        self._resumes = time.monotonic() + self._pace.retry
        asyncio.get_running_loop().call_later(self._pace.retry, self._stir.set)

    async def _begin(self, job: Job) -> None:
        """A job that cancels itself would be given back, and begun again at once, without end."""
        try:
            await self._perform(job)
        except asyncio.CancelledError as fault:
            if (task := asyncio.current_task()) is None or task.cancelling():
                raise
            raise RuntimeError("it was cancelled, but by nobody") from fault

    def _tell(self, ended: Ended) -> None:
        self._metrics.observe("jobs.performed", ended.seconds, kind=ended.job.kind, outcome=ended.ending)
        self._log(ended)
        if ended.again_in is not None:
            asyncio.get_running_loop().call_later(ended.again_in, self._stir.set)
        self._stir.set()
        self._on_ended(ended)

    def _log(self, ended: Ended) -> None:
        """What failed and, once while it lasts, what keeps jobs waiting."""
        if ended.ending is Ending.FAILED:
            log.warning("The job %s (%s) failed: %s", ended.job.id, ended.job.kind, ended.reason)
        elif ended.ending is Ending.PUT_OFF:
            self._no_service.tell(ended.reason)
        elif ended.ending is Ending.PERFORMED:
            self._no_service.over()

    async def _stop_unwanted(self, *, heard: bool) -> None:
        """Stop what a person has cancelled. Only news can tell of that, and a look now and then, should it be lost."""
        if heard and self._performing:
            for job_id in await self._queue.unwanted(await self._membership.joined()):
                if job_id in self._performing:
                    self._unwanted.add(job_id)
                    self._performing[job_id].cancel()

    async def _others(self, kinds: Collection[JobKind]) -> bool:
        """Whether other workers perform jobs of these kinds."""
        counts = await self._queue.counts()
        return any(counts.of(kind, JobState.RUNNING) for kind in kinds)

    async def _finish(self) -> None:
        """Let what runs come to its end within the grace; then stop it."""
        if self._settling:
            await asyncio.wait(self._settling, timeout=self._pace.grace)
        for performing in self._performing.values():
            performing.cancel()
        if self._settling:
            await asyncio.wait(self._settling, timeout=_LAST_WORDS)
        for task in self._settling:
            task.cancel()

    def _abandon(self) -> None:
        """Others have our jobs now."""
        for performing in self._performing.values():
            performing.cancel()
