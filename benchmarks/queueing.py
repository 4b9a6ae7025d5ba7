"""What a job queue adds to a job."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import JobKind
from musicsim.ports.job_queue import JobQueue

_BATCH = 500  # as many as are put when half of the window is gone


@dataclass(frozen=True, kw_only=True)
class Overhead:
    """Microseconds a job, one after the other on one connection: put with others, taken, told to be done."""

    queue: str
    put: float
    take: float
    done: float

    @property
    def all(self) -> float:
        return self.put + self.take + self.done


async def overhead(name: str, queue: JobQueue, jobs: int) -> Overhead:
    """Put, take and finish so many jobs."""
    worker = await queue.join("benchmark")
    tracks = [TrackId(f"{number:026}") for number in range(jobs)]
    put = take = done = 0.0
    for start in range(0, jobs, _BATCH):
        batch = tracks[start : start + _BATCH]
        put += await _timed(lambda batch=batch: queue.put(JobKind.LISTEN, batch))  # type: ignore[misc]
        for _ in batch:
            started = time.perf_counter()
            job = await queue.take(worker)
            take += time.perf_counter() - started
            assert job is not None
            done += await _timed(lambda job=job: queue.done(job))  # type: ignore[misc]
    await queue.leave(worker)
    return Overhead(queue=name, put=_each(put, jobs), take=_each(take, jobs), done=_each(done, jobs))


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    started = time.perf_counter()
    await work()
    return time.perf_counter() - started


def _each(seconds: float, jobs: int) -> float:
    return seconds / jobs * 1e6
