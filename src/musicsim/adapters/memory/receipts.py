"""Messages that were received, in memory."""

from datetime import datetime

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.rules import replays
from musicsim.ports.receipts import Receipts


class MemoryReceipts(Receipts):
    """Digests for as long as the process runs; reachable when `database` is."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database
        self._seen = replays.Receipts()

    async def received(self, digest: str, now: datetime) -> bool:
        self._database.check()
        self._seen, first = self._seen.received(digest, now)
        return first
