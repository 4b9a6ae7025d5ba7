"""Who does what next."""

import asyncio
from abc import abstractmethod
from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import ALL_KINDS, Job, JobCounts, JobId, JobKind, JobState, Setback, WorkerId
from musicsim.domain.model.page import Page


class JobQueue(Protocol):
    """Hands each job to one worker at a time.

    The tracks' rows say what is to be done; the queue holds a window of that, and can always be filled anew from
    them. So it may forget everything, but never hand a job to two workers that both live. Workers are heard of by
    `heartbeat`; what one holds that is not heard of any more is handed out again by `take_back`, and what it says of
    that job from then on changes nothing (the methods that take a Job return False).

    All methods raise Unavailable when the queue cannot be reached.
    """

    @property
    @abstractmethod
    def shared(self) -> bool:
        """Whether other processes see the same jobs; if not, only one process may perform jobs at a time."""

    @abstractmethod
    async def put(self, kind: JobKind, track_ids: Sequence[TrackId], *, ahead: bool = False) -> int:
        """Queue a job for each track, in that order; how many are new.

        With `ahead` they come before all of that kind that were put without. A track that has a job of that kind, in
        whatever state, keeps that one, and that one's place.
        """

    @abstractmethod
    async def held(self, kind: JobKind) -> Collection[TrackId]:
        """The tracks that have a job of that kind, in whatever state."""

    @abstractmethod
    async def join(self, name: str) -> WorkerId:
        """Register a worker, heard of at this moment. `name` is for people."""

    @abstractmethod
    async def heartbeat(self, worker: WorkerId) -> bool:
        """The worker is heard of; False when it was taken for dead, so that it has to join anew."""

    @abstractmethod
    async def leave(self, worker: WorkerId) -> None:
        """Take the worker's name off; what it still holds is queued again at once, without a setback."""

    @abstractmethod
    async def take_back(self, silence: float, most_losses: int) -> int:
        """Queue again, at once, what workers hold that were not heard of for `silence` seconds; how many jobs.

        Each counts a LOSS; with `most_losses` of them a job FAILED. One that was to be cancelled is CANCELLED.
        """

    @abstractmethod
    async def take(self, worker: WorkerId, kinds: Collection[JobKind] = ALL_KINDS) -> Job | None:
        """Hand out the first job of these kinds that is due: LISTEN before TRACE before PRINT, those
        put ahead before the others, then in the order they were put.

        None without one, and when the worker was taken for dead.
        """

    @abstractmethod
    async def done(self, job: Job) -> bool:
        """The job was performed and is forgotten; False when the worker no longer holds it."""

    @abstractmethod
    async def put_off(self, job: Job, setback: Setback, seconds: float, reason: str) -> bool:
        """Queue it again, due in so many seconds, with one more `setback`; False as for `done`.

        One that was to be cancelled is CANCELLED.
        """

    @abstractmethod
    async def give_back(self, job: Job) -> bool:
        """Queue it again, due at once and in its old place, without a setback; CANCELLED and False as for `put_off`."""

    @abstractmethod
    async def give_up(self, job: Job, reason: str) -> bool:
        """It FAILED, with one more FAULT; False as for `done`."""

    @abstractmethod
    async def stop(self, job: Job) -> bool:
        """It was stopped because a person cancelled it: it is CANCELLED; False as for `done`."""

    @abstractmethod
    async def unwanted(self, worker: WorkerId) -> Collection[JobId]:
        """Which of the jobs that the worker holds are to be stopped."""

    @abstractmethod
    def news(self) -> AbstractAsyncContextManager[asyncio.Event]:
        """An event, the caller's own to clear, that is set whenever a job may have become due or is to be stopped.

        Only jobs that were put off become due without it. It may be set for nothing, and while the queue cannot be
        reached it may come late: a look now and then is needed as well.
        """

    @abstractmethod
    async def announce(self) -> None:
        """Set everyone's `news`, in all processes that share the queue: there is work in the rows."""

    @abstractmethod
    async def page(self, states: Collection[JobState] = (), limit: int = 50, after: JobId | None = None) -> Page[Job]:
        """Jobs in these states (none given: in all), in the order they were put, behind `after`.

        `next` is the id to go on behind. Invalid for an `after` that no id looks like.
        """

    @abstractmethod
    async def counts(self) -> JobCounts:
        """Jobs by kind and state."""

    @abstractmethod
    async def cancel(self, job_id: JobId) -> Job | None:
        """Cancel a job, and return it as it is then; None when there is none.

        It is CANCELLED at once, unless it is RUNNING: then its worker is asked to stop it (`cancelling`).
        """

    @abstractmethod
    async def retry(self, job_id: JobId) -> Job | None:
        """Queue a job that FAILED or was CANCELLED, or that was put off, due at once and without its setbacks.

        It is returned as it is then; None when there is none. A RUNNING one stays as it is.
        """

    @abstractmethod
    async def forget(self) -> None:
        """Drop jobs that FAILED, were CANCELLED or put off: a scan may have put right what kept them.

        Rows that still wait bring them back.
        """

    @abstractmethod
    async def close(self) -> None:
        """Give back connections; called once, after which nothing else is."""
