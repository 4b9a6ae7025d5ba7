"""Jobs."""

from datetime import datetime
from typing import Any

import msgspec

from musicsim.domain.model import job as domain
from musicsim.domain.model.job import JobKind, JobState
from musicsim.domain.model.page import Page
from musicsim.domain.use_cases.list_jobs import TrackJob


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do with one track.

    `attempts` counts those that came to nothing, `reason` tells of the last one; `due_at` is when it will be tried
    again. `worker` is who performs it, host and process; `cancelling` that it was asked to stop.
    """

    id: str
    kind: JobKind
    state: JobState
    track_id: str
    queued_at: datetime
    due_at: datetime | None
    worker: str
    cancelling: bool
    attempts: int
    reason: str

    @classmethod
    def of(cls, job: domain.Job) -> "Job":
        return cls(**_fields(job))


class ListedJob(Job, frozen=True, kw_only=True):
    """A job with its track's path; null for a track that is unknown by now."""

    path: str | None

    @classmethod
    def of_track(cls, found: TrackJob) -> "ListedJob":
        return cls(**_fields(found.job), path=found.track.key if found.track else None)


class JobPage(msgspec.Struct, frozen=True):
    """Some jobs and, when there are more, the cursor to ask for the next ones with."""

    items: list[ListedJob]
    next: str | None = None

    @classmethod
    def of(cls, page: Page[TrackJob]) -> "JobPage":
        return cls([ListedJob.of_track(found) for found in page.items], page.next)


class JobCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Jobs of one kind by state."""

    queued: int
    running: int
    failed: int
    cancelled: int

    @classmethod
    def of(cls, kind: JobKind, counts: domain.JobCounts) -> "JobCounts":
        return cls(**{state.value: counts.of(kind, state) for state in JobState})


class Jobs(msgspec.Struct, frozen=True, kw_only=True):
    """Jobs in the queue by kind; it holds a part of what waits."""

    listen: JobCounts
    trace: JobCounts
    print: JobCounts

    @classmethod
    def of(cls, counts: domain.JobCounts) -> "Jobs":
        return cls(**{kind.value: JobCounts.of(kind, counts) for kind in JobKind})


def _fields(job: domain.Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "track_id": job.track_id,
        "queued_at": job.queued_at,
        "due_at": job.due_at,
        "worker": job.worker_name,
        "cancelling": job.cancelling,
        "attempts": job.attempts,
        "reason": job.reason,
    }
