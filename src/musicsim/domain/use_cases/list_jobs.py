"""Look at the jobs that wait, run, failed or were cancelled."""

from collections.abc import Collection
from dataclasses import dataclass

from musicsim.domain.errors import Invalid
from musicsim.domain.model.job import MOST_JOBS, Job, JobId, JobState
from musicsim.domain.model.page import Page
from musicsim.domain.model.track import Track
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.job_queue import JobQueue


@dataclass(frozen=True, slots=True)
class TrackJob:
    """A job with its track; None for a track that is unknown by now."""

    job: Job
    track: Track | None


@dataclass(frozen=True, kw_only=True)
class ListJobs:
    """Page by page, in the order in which they were queued."""

    queue: JobQueue
    catalogue: Catalogue

    async def __call__(
        self, states: Collection[JobState] = (), limit: int = 50, cursor: str | None = None
    ) -> Page[TrackJob]:
        """Jobs in these states, without any in all; Invalid for a wrong limit, or a cursor that it did not make."""
        if not 1 <= limit <= MOST_JOBS:
            raise Invalid(f"limit lies between 1 and {MOST_JOBS}.", "limit")
        page = await self.queue.page(states, limit, None if cursor is None else JobId(cursor))
        tracks = {track.id: track for track in await self.catalogue.get_many([job.track_id for job in page.items])}
        return Page([TrackJob(job, tracks.get(job.track_id)) for job in page.items], page.next)
