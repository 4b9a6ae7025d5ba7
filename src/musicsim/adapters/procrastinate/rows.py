"""Jobs as the tables hold them."""

from collections.abc import Collection
from datetime import datetime

from musicsim.adapters.procrastinate.connection import Row
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import Job, JobId, JobKind, JobState, Setback, WorkerId

STATUSES = {
    JobState.QUEUED: "todo",
    JobState.RUNNING: "doing",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "cancelled",
}
STATES = {status: state for state, status in STATUSES.items()}
COUNTERS = {Setback.OUTAGE: "outages", Setback.FAULT: "faults", Setback.LOSS: "losses"}
PRIORITIES = {kind: -2 * rank for rank, kind in enumerate(JobKind)}
"""The higher first; between two of them there is room for what was put ahead."""

_LONGEST = 1000
_LAST = 2**63 - 1


def task_of(kind: JobKind) -> str:
    """The task's name, by which procrastinate's own tools show it."""
    return f"musicsim.{kind}"


def kind_of(task: str) -> JobKind:
    return JobKind(task.removeprefix("musicsim."))


def job_of(row: Row) -> Job:
    """A row of procrastinate_jobs with its worker's name."""
    known = row["args"]
    state = STATES[row["status"]]
    worker = WorkerId(str(row["worker_id"])) if state is JobState.RUNNING and row["worker_id"] else None
    return Job(
        id=JobId(str(row["id"])),
        kind=kind_of(row["task_name"]),
        track_id=TrackId(known["track_id"]),
        state=state,
        queued_at=datetime.fromisoformat(known["queued_at"]),
        due_at=row["scheduled_at"] if state is JobState.QUEUED else None,
        worker=worker,
        worker_name=row["worker_name"] or "" if worker else "",
        cancelling=row["abort_requested"],
        reason=known.get("reason", ""),
        **{counter: known.get(counter, 0) for counter in COUNTERS.values()},
    )


def number_of(text: str) -> int | None:
    """The number that an id is, or None: then no job or worker has it."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
    return number if 0 < number <= _LAST else None


def statuses_of(states: Collection[JobState]) -> list[str]:
    """The statuses of these states, of all when there are none."""
    return [STATUSES[state] for state in states or STATUSES]


def storable(reason: str) -> str:
    """A reason as PostgreSQL can keep it: valid UTF-8 without NUL, and not endless."""
    return reason[:_LONGEST].encode("utf-8", "replace").decode().replace("\0", "")
