"""Sessions, in a relational database."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from musicsim.adapters.sqlalchemy import session_queries as queries
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.people_rows import ACCOUNT, SESSION, account_of, session_of, session_row
from musicsim.adapters.sqlalchemy.people_tables import refresh_tokens, sessions, users
from musicsim.adapters.sqlalchemy.storable import storable
from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import SessionId, UserId
from musicsim.domain.model.session import Device, Renewal, Session
from musicsim.domain.rules.exporting import exported_session
from musicsim.ports.personal_data import Exported
from musicsim.ports.sessions import Sessions

# asked with every request: putting the statement together would take longer than asking
_HOLDER = (
    select(*ACCOUNT)
    .join(sessions, sessions.c.user_id == users.c.id)
    .where(sessions.c.id == bindparam("session"), sessions.c.expires_at > bindparam("now"))
)


class SqlSessions(Sessions):
    """Keeps sessions in tables of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(self, session: Session, refresh: str) -> None:
        old = (sessions.c.user_id == session.user) & (sessions.c.expires_at <= session.created_at)
        token = {"hash": refresh, "session_id": session.id, "expires_at": session.expires_at}

        def put(connection: Connection) -> None:
            connection.execute(delete(sessions).where(old))
            connection.execute(insert(sessions), session_row(session))
            connection.execute(insert(refresh_tokens), token)

        await self._database.write(put)

    async def renew(
        self, used: str, successor: str, device: Device, now: datetime, until: datetime, grace: timedelta
    ) -> Renewal:
        seen = {"seen_at": now, "expires_at": until} | asdict(device)

        def use(connection: Connection) -> Renewal:
            token = queries.locked_token(connection, used)
            if token is None or token.expires_at <= now:
                return Renewal()
            if token.used_at is None:
                queries.use_up(connection, used, now)
                queries.succeed(connection, token.session_id, successor, until, now)
                connection.execute(update(sessions).where(sessions.c.id == token.session_id).values(seen))
            elif now - token.used_at > grace:
                connection.execute(delete(sessions).where(sessions.c.id == token.session_id))
                return Renewal(reused=True)
            found = connection.execute(select(*SESSION).where(sessions.c.id == token.session_id)).mappings().first()
            return Renewal(session_of(found) if found is not None else None)

        return await self._database.write(use)

    async def holder(self, session: SessionId, now: datetime) -> Account | None:
        if not storable(session):
            return None
        given = {"session": session, "now": now}
        row = await self._database.read(lambda connection: connection.execute(_HOLDER, given).mappings().first())
        return account_of(row) if row is not None else None

    async def of(self, user: UserId, now: datetime) -> Sequence[Session]:
        mine = select(*SESSION).where(sessions.c.user_id == user, sessions.c.expires_at > now)
        latest = mine.order_by(sessions.c.seen_at.desc(), sessions.c.id.desc())
        return [session_of(row) for row in await self._database.mappings(latest)]

    async def end(self, user: UserId, session: SessionId) -> bool:
        mine = (sessions.c.user_id == user) & (sessions.c.id == session)

        def take(connection: Connection) -> bool:
            return connection.execute(delete(sessions).where(mine)).rowcount == 1

        return storable(session) and await self._database.write(take)

    async def end_all(self, user: UserId, keep: SessionId | None = None) -> None:
        mine = sessions.c.user_id == user
        others = mine if keep is None else mine & (sessions.c.id != keep)

        def take(connection: Connection) -> None:
            connection.execute(delete(sessions).where(others))

        await self._database.write(take)

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        mine = select(*SESSION).where(sessions.c.user_id == user).order_by(sessions.c.id)
        return {"sessions": [exported_session(session_of(row)) for row in await self._database.mappings(mine)]}

    async def forget(self, user: UserId) -> None:
        await self.end_all(user)
