"""Let operators see how much work there is."""

from dataclasses import dataclass

from musicsim.domain.model.job import JobCounts
from musicsim.ports.job_queue import JobQueue
from musicsim.ports.metrics import Metrics


@dataclass(frozen=True, kw_only=True)
class MeasureQueue:
    """Jobs by kind and state, as a gauge. Whichever processes share a queue measure the same."""

    queue: JobQueue
    metrics: Metrics

    async def __call__(self) -> JobCounts:
        """Count and report. Unavailable when the queue cannot be reached."""
        counts = await self.queue.counts()
        for kind, state in counts.pairs():
            self.metrics.gauge("jobs.queued", counts.of(kind, state), kind=kind, state=state)
        return counts
