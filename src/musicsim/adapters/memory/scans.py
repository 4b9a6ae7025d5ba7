"""The log of scans, in memory."""

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.identity import ScanId
from musicsim.domain.model.scan import Scan
from musicsim.ports.scans import Scans


class MemoryScans(Scans):
    """Keeps scans in a MemoryDatabase."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def save(self, scan: Scan) -> None:
        self._database.check()
        self._database.scans[scan.id] = scan

    async def get(self, scan_id: ScanId) -> Scan | None:
        self._database.check()
        return self._database.scans.get(scan_id)

    async def recent(self, limit: int) -> list[Scan]:
        self._database.check()
        return sorted(self._database.scans.values(), key=lambda scan: (scan.started_at, scan.id), reverse=True)[:limit]
