"""How the library is doing."""

from dataclasses import dataclass
from datetime import timedelta

from musicsim.domain.model.scan import Scan, ScanStatus
from musicsim.domain.model.status import LibraryStatus
from musicsim.domain.rules.progress import WINDOW, pace
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.job_queue import JobQueue
from musicsim.ports.scans import Scans


@dataclass(frozen=True, kw_only=True)
class ReportStatus:
    """Counts, pace and the last scan, read from the rows: whichever process works, all see the same."""

    catalogue: Catalogue
    analyses: Analyses
    scans: Scans
    queue: JobQueue
    clock: Clock

    async def __call__(self) -> LibraryStatus:
        """One consistent-enough look; quick enough to be asked every second."""
        counts = await self.catalogue.counts()
        latest = next(iter(await self.scans.recent(1)), None)
        now = self.clock.now()
        window = WINDOW
        if latest is not None:  # listening starts with a scan: its first minute is not over yet
            window = min(WINDOW, max(1.0, (now - latest.started_at).total_seconds()))
        waiting = counts.pending + _unread(latest)
        finished = await self.analyses.finished_since(now - timedelta(seconds=window)) if waiting else 0
        speed = pace(finished, window, waiting)
        return LibraryStatus(counts, speed.per_minute, speed.eta, latest, await self.queue.counts())


def _unread(scan: Scan | None) -> int:
    """What a scan under way has found and not read: most of it will have to be listened to."""
    return max(0, scan.to_read - scan.read) if scan is not None and scan.status is ScanStatus.RUNNING else 0
