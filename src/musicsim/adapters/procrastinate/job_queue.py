"""A job queue that any number of hosts share, through PostgreSQL."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager

from musicsim.adapters.procrastinate import statements
from musicsim.adapters.procrastinate.connection import Connection
from musicsim.adapters.procrastinate.listener import Listener
from musicsim.adapters.procrastinate.rows import (
    COUNTERS,
    PRIORITIES,
    STATES,
    job_of,
    kind_of,
    number_of,
    statuses_of,
    storable,
    task_of,
)
from musicsim.adapters.procrastinate.schema import prepare
from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import ALL_KINDS, Job, JobCounts, JobId, JobKind, JobState, Setback, WorkerId
from musicsim.domain.model.page import Page
from musicsim.ports.job_queue import JobQueue

_DOUBT = 30.0  # seconds for which a statement that nobody waits for any more may still be under way
_LOST = "Its worker was not heard of any more."


class ProcrastinateJobQueue(JobQueue):
    """Jobs in procrastinate's tables, in the schema musicsim_jobs of the database behind `url`.

    Nothing is opened before it is needed; then it takes one connection, and another one while somebody waits for
    news. The server's clock is the one that counts. A statement may take `timeout` seconds.
    """

    def __init__(self, url: str, timeout: float = 10.0) -> None:
        self._connection = Connection(url, timeout, prepare)
        self._listener = Listener(self._connection.connect)
        self._handed: defaultdict[WorkerId, set[int]] = defaultdict(set)
        self._in_doubt_until: defaultdict[WorkerId, float] = defaultdict(float)

    @property
    def shared(self) -> bool:
        return True

    async def put(self, kind: JobKind, track_ids: Sequence[TrackId], *, ahead: bool = False) -> int:
        if not track_ids:
            return 0
        priority = PRIORITIES[kind] + ahead
        new = await self._connection.rows(
            statements.PUT, task=task_of(kind), priority=priority, track_ids=list(track_ids)
        )
        return len(new)

    async def held(self, kind: JobKind) -> Collection[TrackId]:
        rows = await self._connection.rows(statements.HELD, task=task_of(kind))
        return {TrackId(row["track_id"]) for row in rows}

    async def join(self, name: str) -> WorkerId:
        [row] = await self._connection.rows(statements.JOIN, name=storable(name))
        return WorkerId(str(row["worker_id"]))

    async def heartbeat(self, worker: WorkerId) -> bool:
        return bool(await self._connection.rows(statements.HEARTBEAT, worker=number_of(worker)))

    async def leave(self, worker: WorkerId) -> None:
        self._handed.pop(worker, None)
        self._in_doubt_until.pop(worker, None)
        await self._connection.rows(statements.RELEASE, worker=number_of(worker), but=[])
        await self._connection.rows(statements.LEAVE, worker=number_of(worker))

    async def take_back(self, silence: float, most_losses: int) -> int:
        await self._connection.rows(statements.PRUNE, silence=silence)
        [row] = await self._connection.rows(statements.TAKE_BACK, most_losses=most_losses, reason=_LOST)
        return int(row["lost"])

    async def take(self, worker: WorkerId, kinds: Collection[JobKind] = ALL_KINDS) -> Job | None:
        handed = self._handed[worker]
        if time.monotonic() < self._in_doubt_until[worker]:
            # an answer was lost: what it handed out, or still hands out meanwhile, is nobody's
            await self._connection.rows(statements.RELEASE, worker=number_of(worker), but=sorted(handed))
        try:
            rows = await self._connection.rows(
                statements.TAKE, worker=number_of(worker), queues=[task_of(kind) for kind in kinds]
            )
        except (Unavailable, asyncio.CancelledError):
            self._in_doubt_until[worker] = time.monotonic() + _DOUBT
            raise
        if not rows:
            return None
        job = job_of(rows[0])
        handed.add(int(job.id))
        return job

    async def done(self, job: Job) -> bool:
        return await self._let_go(job, statements.DONE)

    async def put_off(self, job: Job, setback: Setback, seconds: float, reason: str) -> bool:
        counter = COUNTERS[setback]
        return await self._let_go(
            job, statements.PUT_OFF, counter=counter, seconds=float(seconds), reason=storable(reason)
        )

    async def give_back(self, job: Job) -> bool:
        return await self._let_go(job, statements.GIVE_BACK)

    async def give_up(self, job: Job, reason: str) -> bool:
        return await self._let_go(job, statements.GIVE_UP, counter=COUNTERS[Setback.FAULT], reason=storable(reason))

    async def stop(self, job: Job) -> bool:
        return await self._let_go(job, statements.STOP)

    async def unwanted(self, worker: WorkerId) -> Collection[JobId]:
        rows = await self._connection.rows(statements.UNWANTED, worker=number_of(worker))
        return {JobId(str(row["id"])) for row in rows}

    def news(self) -> AbstractAsyncContextManager[asyncio.Event]:
        return self._listener.news()

    async def announce(self) -> None:
        await self._connection.rows(statements.ANNOUNCE)

    async def page(self, states: Collection[JobState] = (), limit: int = 50, after: JobId | None = None) -> Page[Job]:
        behind = 0 if after is None else number_of(after)
        if behind is None:
            raise Invalid("No job has such an id.", "cursor")
        rows = await self._connection.rows(statements.PAGE, after=behind, statuses=statuses_of(states), limit=limit + 1)
        jobs = [job_of(row) for row in rows]
        return Page(jobs[:limit], jobs[limit - 1].id if len(jobs) > limit else None)

    async def counts(self) -> JobCounts:
        rows = await self._connection.rows(statements.COUNTS)
        return JobCounts({(kind_of(row["task_name"]), STATES[row["status"]]): row["jobs"] for row in rows})

    async def cancel(self, job_id: JobId) -> Job | None:
        return await self._change(job_id, statements.CANCEL)

    async def retry(self, job_id: JobId) -> Job | None:
        return await self._change(job_id, statements.RETRY)

    async def forget(self) -> None:
        await self._connection.rows(statements.FORGET)

    async def close(self) -> None:
        await self._listener.close()
        await self._connection.close()

    async def _let_go(self, job: Job, statement: str, **arguments: object) -> bool:
        """End a job in some way, as long as the worker that took it holds it."""
        if job.worker is None:
            return False
        number = number_of(job.id)
        changed = await self._connection.rows(statement, id=number, worker=number_of(job.worker), **arguments)
        self._handed[job.worker].discard(number or 0)
        return bool(changed)

    async def _change(self, job_id: JobId, statement: str) -> Job | None:
        number = number_of(job_id)
        if number is None:
            return None
        await self._connection.rows(statement, id=number)
        rows = await self._connection.rows(statements.ONE, id=number)
        return job_of(rows[0]) if rows else None
