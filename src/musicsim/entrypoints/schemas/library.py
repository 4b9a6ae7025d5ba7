"""How the library is doing."""

import msgspec

from musicsim.domain.model import status as domain
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.scan import LibraryCounts
from musicsim.entrypoints.schemas.job import Jobs
from musicsim.entrypoints.schemas.scan import Scan


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Tracks by state; all but `missing` count what is there, `present` all of it, `failed` by reason."""

    present: int
    pending: int
    analysed: int
    silent: int
    failed: dict[FailureReason, int]
    missing: int

    @classmethod
    def of(cls, counts: LibraryCounts) -> "Counts":
        return cls(
            present=counts.present,
            pending=counts.pending,
            analysed=counts.analysed,
            silent=counts.silent,
            failed=dict(sorted(counts.failed.items())),
            missing=counts.missing,
        )


class LibraryStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Counts, tracks listened to a minute, seconds until nothing waits (null: cannot be told), the latest scan, the
    jobs in the queue.
    """

    counts: Counts
    per_minute: float
    eta: float | None
    scan: Scan | None
    jobs: Jobs

    @classmethod
    def of(cls, status: domain.LibraryStatus) -> "LibraryStatus":
        return cls(
            counts=Counts.of(status.counts),
            per_minute=round(status.per_minute, 1),
            eta=None if status.eta is None else round(status.eta, 1),
            scan=Scan.of(status.scan) if status.scan else None,
            jobs=Jobs.of(status.jobs),
        )
