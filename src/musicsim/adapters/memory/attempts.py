"""Attempts, counted in memory."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.allowance import Allowance
from musicsim.domain.rules.throttling import NOW, settled_after, wait_before
from musicsim.ports.attempts import Attempts


class MemoryAttempts(Attempts):
    """Counts in a MemoryDatabase."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def take(self, wanted: Mapping[str, Allowance], now: datetime) -> timedelta:
        settled = self._settled()
        wait = max((wait_before(settled.get(key, now), one, now) for key, one in wanted.items()), default=NOW)
        if wait == NOW:
            for key, allowance in wanted.items():
                settled[key] = settled_after(settled.get(key, now), allowance, now)
        return wait

    async def give_back(self, wanted: Mapping[str, Allowance]) -> None:
        settled = self._settled()
        for key, allowance in wanted.items():
            if key in settled:
                settled[key] -= allowance.every

    def _settled(self) -> dict[str, datetime]:
        self._database.check()
        return self._database.people.settled
