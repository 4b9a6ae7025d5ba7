"""The daily mixes of people, in memory."""

from collections.abc import Mapping, Sequence

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.mixes import DailyMixes
from musicsim.domain.rules.mix_export import exported_mix
from musicsim.ports.mixes import Mixes
from musicsim.ports.personal_data import Exported


class MemoryMixes(Mixes):
    """Keeps mixes in memory, and is as reachable as its MemoryDatabase. `strangers` are no people."""

    def __init__(self, database: MemoryDatabase, strangers: frozenset[UserId] = frozenset()) -> None:
        self._database = database
        self._strangers = strangers
        self._kept: dict[UserId, DailyMixes] = {}

    async def of(self, user: UserId) -> DailyMixes | None:
        self._database.check()
        return self._kept.get(user)

    async def keep(self, user: UserId, mixes: DailyMixes) -> None:
        self._database.check()
        if user not in self._strangers:
            self._kept[user] = mixes

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        found = await self.of(user)
        paths = {track: row.track.key for track, row in self._database.rows.items()}
        return {"mixes": [exported_mix(mix, found.made_at, paths) for mix in found.mixes] if found else []}

    async def forget(self, user: UserId) -> None:
        self._database.check()
        self._kept.pop(user, None)
