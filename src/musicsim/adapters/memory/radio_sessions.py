"""Radio sessions in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.radio import RadioId, RadioSession
from musicsim.domain.rules.radio_export import exported
from musicsim.ports.personal_data import Exported
from musicsim.ports.radio_sessions import RadioSessions


@dataclass
class MemoryRadioSessions(RadioSessions):
    """Knob: `reachable = False` makes every method raise Unavailable. `strangers` are no people."""

    reachable: bool = True
    kept: dict[RadioId, RadioSession] = field(default_factory=dict)
    strangers: frozenset[UserId] = frozenset()

    async def save(self, session: RadioSession) -> None:
        self._check()
        before = self.kept.get(session.id)
        if session.revision != (before.revision + 1 if before else 1):
            raise Conflict("This radio session was changed at the same time; ask again.")
        if before and before.user != session.user:
            raise Conflict("This radio session is somebody else's.")
        if session.user in self.strangers:
            raise Conflict("There is no such person any more.")
        self.kept[session.id] = session

    async def get(self, user: UserId, session_id: RadioId) -> RadioSession | None:
        self._check()
        found = self.kept.get(session_id)
        return found if found and found.user == user else None

    async def recent(self, user: UserId, limit: int) -> list[RadioSession]:
        self._check()
        return sorted(self._of(user), key=lambda one: (one.changed_at, one.id), reverse=True)[:limit]

    async def keep_last(self, user: UserId, most: int) -> int:
        gone = (await self.recent(user, len(self.kept)))[most:]
        for one in gone:
            del self.kept[one.id]
        return len(gone)

    async def drop(self, user: UserId, session_id: RadioId) -> None:
        if await self.get(user, session_id) is not None:
            del self.kept[session_id]

    async def drop_before(self, moment: datetime) -> int:
        self._check()
        gone = [one.id for one in self.kept.values() if one.changed_at < moment]
        for session_id in gone:
            del self.kept[session_id]
        return len(gone)

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        return {"radio": [exported(one) for one in reversed(await self.recent(user, len(self.kept)))]}

    async def forget(self, user: UserId) -> None:
        self._check()
        for one in self._of(user):
            del self.kept[one.id]

    def _of(self, user: UserId) -> list[RadioSession]:
        return [one for one in self.kept.values() if one.user == user]

    def _check(self) -> None:
        if not self.reachable:
            raise Unavailable("database", "The radio sessions were made unreachable by a test.")
