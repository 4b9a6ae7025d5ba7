"""Sessions, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.people import People, Refresh
from musicsim.domain.errors import Conflict
from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import SessionId, UserId
from musicsim.domain.model.session import Device, Renewal, Session
from musicsim.domain.rules.exporting import exported_session
from musicsim.ports.personal_data import Exported
from musicsim.ports.sessions import Sessions


class MemorySessions(Sessions):
    """Keeps sessions in a MemoryDatabase."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def start(self, session: Session, refresh: str) -> None:
        people = self._people()
        if session.id in people.sessions or session.user not in people.accounts:
            raise Conflict(f"There is a session {session.id!r} already, or no such person.")
        for one in [one for one in people.sessions.values() if one.user == session.user]:
            if one.expires_at <= session.created_at:
                people.end(one.id)
        people.sessions[session.id] = session
        people.refreshes[refresh] = Refresh(session.id, session.expires_at)

    async def renew(
        self, used: str, successor: str, device: Device, now: datetime, until: datetime, grace: timedelta
    ) -> Renewal:
        people = self._people()
        token = people.refreshes.get(used)
        if token is None or token.expires_at <= now:
            return Renewal()
        if token.used_at is not None:
            if now - token.used_at <= grace:
                return Renewal(people.sessions[token.session])
            people.end(token.session)
            return Renewal(reused=True)
        token.used_at = now
        people.refreshes = {key: one for key, one in people.refreshes.items() if one.expires_at > now}
        people.refreshes[successor] = Refresh(token.session, until)
        renewed = replace(people.sessions[token.session], seen_at=now, expires_at=until, device=device)
        people.sessions[token.session] = renewed
        return Renewal(renewed)

    async def holder(self, session: SessionId, now: datetime) -> Account | None:
        people = self._people()
        found = people.sessions.get(session)
        return people.accounts[found.user] if found is not None and found.expires_at > now else None

    async def of(self, user: UserId, now: datetime) -> Sequence[Session]:
        mine = [one for one in self._people().sessions.values() if one.user == user and one.expires_at > now]
        return sorted(mine, key=lambda one: (one.seen_at, one.id), reverse=True)

    async def end(self, user: UserId, session: SessionId) -> bool:
        people = self._people()
        found = people.sessions.get(session)
        if found is None or found.user != user:
            return False
        people.end(session)
        return True

    async def end_all(self, user: UserId, keep: SessionId | None = None) -> None:
        people = self._people()
        for one in [one for one in people.sessions.values() if one.user == user and one.id != keep]:
            people.end(one.id)

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        mine = [one for _, one in sorted(self._people().sessions.items()) if one.user == user]
        return {"sessions": [exported_session(one) for one in mine]}

    async def forget(self, user: UserId) -> None:
        await self.end_all(user)

    def _people(self) -> People:
        self._database.check()
        return self._database.people
