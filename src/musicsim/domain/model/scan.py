"""Scans of the library and how far the work has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from musicsim.domain.model.audio import Unlisted
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.identity import ScanId, TrackId


class ScanStatus(StrEnum):
    """A scan that was cut off stays RUNNING in the log until the next one marks it INTERRUPTED."""

    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One walk through the library's store.

    `listed` objects were seen, `to_read` of them differ from what was known, `read` of these are done. The other
    counts say what became of tracks; `problems` are the first objects that could not be listed.
    """

    id: ScanId
    status: ScanStatus
    started_at: datetime
    finished_at: datetime | None = None
    listed: int = 0
    to_read: int = 0
    read: int = 0
    added: int = 0
    changed: int = 0
    moved: int = 0
    restored: int = 0
    missing: int = 0
    problems: tuple[Unlisted, ...] = ()
    problem_count: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class KnownObject:
    """What the catalogue remembers of an audio object, enough to see whether it changed.

    `unread` when its bytes could not be read then (no content hash), so that it is worth another try.
    """

    key: str
    id: TrackId
    size: int
    modified_ns: int
    missing: bool
    unread: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryCounts:
    """Tracks by state; all but `missing` count present tracks only."""

    pending: int = 0
    analysed: int = 0
    silent: int = 0
    failed: Mapping[FailureReason, int]
    missing: int = 0

    @property
    def present(self) -> int:
        return self.pending + self.analysed + self.silent + sum(self.failed.values())
