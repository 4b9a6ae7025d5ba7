"""Radio sessions in a relational database."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Delete, Select, delete, select, update

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.journeys_tables import radio_sessions
from musicsim.adapters.sqlalchemy.radio_rows import row_of, session_of
from musicsim.adapters.sqlalchemy.storable import storable
from musicsim.adapters.sqlalchemy.upserts import insert_into
from musicsim.domain.errors import Conflict
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.radio import RadioId, RadioSession
from musicsim.domain.rules.radio_export import exported
from musicsim.ports.personal_data import Exported
from musicsim.ports.radio_sessions import RadioSessions


class SqlRadioSessions(RadioSessions):
    """Keeps radio sessions in a table of a Database that was migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, session: RadioSession) -> None:
        row = row_of(session)

        def put(connection: Connection) -> None:
            if not (_begin(connection, row) if session.revision == 1 else _go_on(connection, row)):
                raise Conflict("This radio session was changed at the same time; ask again.")

        await self._database.write(put)

    async def get(self, user: UserId, session_id: RadioId) -> RadioSession | None:
        if not storable(session_id) or not storable(user):
            return None
        rows = await self._database.rows(_of(user).where(radio_sessions.c.id == session_id))
        return session_of(rows[0]) if rows else None

    async def recent(self, user: UserId, limit: int) -> list[RadioSession]:
        rows = await self._database.rows(_latest(user).limit(limit)) if storable(user) else []
        return await asyncio.to_thread(lambda: [session_of(row) for row in rows])  # a hundred thousand plays, at most

    async def keep_last(self, user: UserId, most: int) -> int:
        kept = _latest(user).with_only_columns(radio_sessions.c.id).limit(most)
        mine = delete(radio_sessions).where(radio_sessions.c.user_id == user)
        return await self._drop(mine.where(radio_sessions.c.id.not_in(kept))) if storable(user) else 0

    async def drop(self, user: UserId, session_id: RadioId) -> None:
        mine = delete(radio_sessions).where(radio_sessions.c.user_id == user, radio_sessions.c.id == session_id)
        if storable(user) and storable(session_id):
            await self._drop(mine)

    async def drop_before(self, moment: datetime) -> int:
        return await self._drop(delete(radio_sessions).where(radio_sessions.c.changed_at < moment))

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        oldest = _of(user).order_by(radio_sessions.c.changed_at, radio_sessions.c.id)
        rows = await self._database.rows(oldest) if storable(user) else []
        return {"radio": await asyncio.to_thread(lambda: [exported(session_of(row)) for row in rows])}

    async def forget(self, user: UserId) -> None:
        if storable(user):
            await self._drop(delete(radio_sessions).where(radio_sessions.c.user_id == user))

    async def _drop(self, statement: Delete) -> int:
        return await self._database.write(lambda connection: connection.execute(statement).rowcount)


def _of(user: UserId) -> Select[Any]:
    return select(radio_sessions).where(radio_sessions.c.user_id == user)


def _latest(user: UserId) -> Select[Any]:
    return _of(user).order_by(radio_sessions.c.changed_at.desc(), radio_sessions.c.id.desc())


def _begin(connection: Connection, row: dict[str, Any]) -> bool:
    """Whether there was none of that id yet."""
    return connection.execute(insert_into(connection, radio_sessions).on_conflict_do_nothing(), row).rowcount == 1


def _go_on(connection: Connection, row: dict[str, Any]) -> bool:
    """Whether it was this person's, and one step behind."""
    mine = update(radio_sessions).where(radio_sessions.c.id == row["id"], radio_sessions.c.user_id == row["user_id"])
    return connection.execute(mine.where(radio_sessions.c.revision == row["revision"] - 1).values(row)).rowcount == 1
