"""Look a scan up."""

from dataclasses import dataclass

from musicsim.domain.errors import NotFound
from musicsim.domain.model.identity import ScanId
from musicsim.domain.model.scan import Scan
from musicsim.ports.scans import Scans


@dataclass(frozen=True, kw_only=True)
class FindScan:
    """One scan out of the log."""

    scans: Scans

    async def __call__(self, scan_id: ScanId) -> Scan:
        """The scan; NotFound for an unknown id."""
        scan = await self.scans.get(scan_id)
        if scan is None:
            raise NotFound.of("scan", scan_id)
        return scan
