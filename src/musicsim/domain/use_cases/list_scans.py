"""The last scans."""

from dataclasses import dataclass

from musicsim.domain.errors import Invalid
from musicsim.domain.model.scan import Scan
from musicsim.ports.scans import Scans

_MOST = 100


@dataclass(frozen=True, kw_only=True)
class ListScans:
    """Scans out of the log."""

    scans: Scans

    async def __call__(self, limit: int) -> list[Scan]:
        """The last ones, the newest first; Invalid unless `limit` is 1 … 100."""
        if not 1 <= limit <= _MOST:
            raise Invalid(f"limit lies between 1 and {_MOST}.", "limit")
        return await self.scans.recent(limit)
