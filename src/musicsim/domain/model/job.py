"""Work on single tracks that waits in a queue, or is under way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from musicsim.domain.model.identity import TrackId

JobId = NewType("JobId", str)
WorkerId = NewType("WorkerId", str)

MOST_JOBS = 500
"""Jobs that one page may hold."""


class JobKind(StrEnum):
    """What is to be done, the more urgent first."""

    LISTEN = "listen"
    TRACE = "trace"  # draw the waveform: it needs every sample, so it comes after everything else
    PRINT = "print"  # take the fingerprint of the whole, so that excerpts are recognised: it needs every sample, too


ALL_KINDS = frozenset(JobKind)


class JobState(StrEnum):
    """A job that was performed is no longer there: its track's row says so."""

    QUEUED = "queued"
    RUNNING = "running"
    FAILED = "failed"  # given up until the next scan
    CANCELLED = "cancelled"  # by a person, until the next scan


class Setback(StrEnum):
    """Why a job has to be begun again; each kind is counted apart."""

    OUTAGE = "outage"  # a service was down: no fault of the job's, however often
    FAULT = "fault"  # something unforeseen
    LOSS = "loss"  # the worker that performed it was not heard of any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing to do with one track.

    `due_at` is set while a QUEUED job waits for another attempt. A RUNNING one is held by `worker`, who is known to
    people as `worker_name`; `cancelling` says that it was asked to stop. `reason` tells of the last setback.
    """

    id: JobId
    kind: JobKind
    track_id: TrackId
    state: JobState
    queued_at: datetime
    due_at: datetime | None = None
    worker: WorkerId | None = None
    worker_name: str = ""
    cancelling: bool = False
    outages: int = 0
    faults: int = 0
    losses: int = 0
    reason: str = ""

    @property
    def attempts(self) -> int:
        """How often it was begun and not performed."""
        return self.outages + self.faults + self.losses

    def ended(self, state: JobState) -> "Job":
        """The same job, held by nobody, in that state."""
        return replace(self, state=state, worker=None, worker_name="", due_at=None, cancelling=False)

    def set_back(self, setback: Setback, reason: str) -> "Job":
        """The same job with one more setback."""
        return replace(
            self,
            reason=reason,
            outages=self.outages + (setback is Setback.OUTAGE),
            faults=self.faults + (setback is Setback.FAULT),
            losses=self.losses + (setback is Setback.LOSS),
        )


@dataclass(frozen=True, slots=True)
class JobCounts:
    """Jobs by kind and state; pairs that are absent count none."""

    by: Mapping[tuple[JobKind, JobState], int]

    def of(self, kind: JobKind, *states: JobState) -> int:
        """How many jobs of that kind are in one of these states."""
        return sum(self.by.get((kind, state), 0) for state in states)

    @staticmethod
    def pairs() -> Iterator[tuple[JobKind, JobState]]:
        """Every kind in every state."""
        return ((kind, state) for kind in JobKind for state in JobState)

    def live(self, kind: JobKind) -> int:
        """How many of that kind wait or are performed."""
        return self.of(kind, JobState.QUEUED, JobState.RUNNING)


NO_JOBS = JobCounts({})
