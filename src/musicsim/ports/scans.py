"""The log of scans."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.identity import ScanId
from musicsim.domain.model.scan import Scan


class Scans(Protocol):
    """Remembers scans. Durable as the catalogue is; raises Unavailable as it does."""

    @abstractmethod
    async def save(self, scan: Scan) -> None:
        """Insert or replace by id."""

    @abstractmethod
    async def get(self, scan_id: ScanId) -> Scan | None:
        """The scan with that id."""

    @abstractmethod
    async def recent(self, limit: int) -> list[Scan]:
        """The last ones, newest start first, ties by id descending."""
