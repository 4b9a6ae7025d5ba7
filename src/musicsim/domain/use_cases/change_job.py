"""Cancel a job, or try it again."""

from dataclasses import dataclass

from musicsim.domain.errors import NotFound
from musicsim.domain.model.job import Job, JobId
from musicsim.ports.job_queue import JobQueue


@dataclass(frozen=True, kw_only=True)
class CancelJob:
    """Take a job out of the queue, or have its worker stop it; the next scan may queue its track again."""

    queue: JobQueue

    async def __call__(self, job_id: JobId) -> Job:
        """The job as it is then: cancelled or, while it runs, about to be. NotFound for an unknown id."""
        return _found(await self.queue.cancel(job_id), job_id)


@dataclass(frozen=True, kw_only=True)
class RetryJob:
    """Queue a job anew that failed, was cancelled, or waits for another attempt."""

    queue: JobQueue

    async def __call__(self, job_id: JobId) -> Job:
        """The job as it is then: queued, without its setbacks, or running. NotFound for an unknown id."""
        return _found(await self.queue.retry(job_id), job_id)


def _found(job: Job | None, job_id: JobId) -> Job:
    if job is None:
        raise NotFound(f"There is no job {job_id!r}. A job that was performed is no longer there.")
    return job
