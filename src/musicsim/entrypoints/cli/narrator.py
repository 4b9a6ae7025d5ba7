"""What serve tells on the terminal about the work in the background."""

from typing import TYPE_CHECKING

from musicsim.domain.model.scan import ScanStatus
from musicsim.entrypoints.cli.scan_report import describe_counts, describe_scan
from musicsim.entrypoints.cli.watching import is_scanning, tell

if TYPE_CHECKING:
    from musicsim.domain.model.scan import Scan
    from musicsim.domain.model.status import LibraryStatus
    from musicsim.entrypoints.cli.meter import Meter
    from musicsim.entrypoints.cli.output import Output


class Narrator:
    """Shows progress while there is some, and says in a line what a scan and the listening came to."""

    def __init__(self, output: "Output", meter: "Meter", before: "LibraryStatus") -> None:
        self._output = output
        self._meter = meter
        self._before = before

    def look(self, status: "LibraryStatus") -> None:
        """See how the library is doing now."""
        before, self._before = self._before, status
        tell(self._meter, status)
        if status.scan is not None and _ended(before, status):
            self._output.note(_outcome(status.scan))
        if not is_scanning(status) and not status.counts.pending and (before.counts.pending or is_scanning(before)):
            self._output.note(f"The library now: {describe_counts(status.counts)}.")


def _ended(before: "LibraryStatus", now: "LibraryStatus") -> bool:
    """Whether a scan ended since the last look, even one that began since then."""
    if is_scanning(now) or now.scan is None:
        return False
    return is_scanning(before) or before.scan is None or before.scan.id != now.scan.id


def _outcome(scan: "Scan") -> str:
    return describe_scan(scan) if scan.status is ScanStatus.FINISHED else f"The scan {scan.status}: {scan.error}"
