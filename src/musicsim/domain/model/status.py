"""How the library is doing."""

from dataclasses import dataclass

from musicsim.domain.model.job import NO_JOBS, JobCounts
from musicsim.domain.model.scan import LibraryCounts, Scan


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """Counts, the pace of listening (`per_minute` tracks, `eta` in seconds, None: cannot be told), the last scan.

    `jobs` counts those of the queue, which holds a part of what waits.
    """

    counts: LibraryCounts
    per_minute: float
    eta: float | None
    scan: Scan | None
    jobs: JobCounts = NO_JOBS
