"""Accounts, in a relational database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.locks import alone
from musicsim.adapters.sqlalchemy.people_rows import ACCOUNT, account_of, account_row
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.storable import storable
from musicsim.domain.errors import Conflict
from musicsim.domain.model.account import Account, AccountChanges
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.user import Role
from musicsim.domain.rules.names import name_key
from musicsim.ports.accounts import Accounts

_LOCK = "accounts"


class SqlAccounts(Accounts):
    """Keeps accounts in a table of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, account: Account) -> None:
        def put(connection: Connection) -> None:
            connection.execute(insert(users), account_row(account))

        await self._database.write(put)

    async def add_first(self, account: Account) -> bool:
        def put(connection: Connection) -> bool:
            alone(connection, _LOCK)
            if connection.scalar(select(users.c.id).limit(1)) is not None:
                return False
            connection.execute(insert(users), account_row(account))
            return True

        return await self._database.write(put)

    async def get(self, user: UserId) -> Account | None:
        return await self._first(users.c.id == user) if storable(user) else None

    async def find(self, name: str) -> Account | None:
        return await self._first(users.c.name_key == name_key(name)) if storable(name) else None

    async def page(self, limit: int, after: str = "") -> Sequence[Account]:
        wanted = select(*ACCOUNT).where(users.c.name_key > after).order_by(users.c.name_key).limit(limit)
        return [account_of(row) for row in await self._database.mappings(wanted)]

    async def leaving(self, before: datetime) -> Sequence[UserId]:
        begun = select(users.c.id).where(users.c.leaving_at < before).order_by(users.c.id)
        return [row["id"] for row in await self._database.mappings(begun)]

    async def change(self, user: UserId, **changes: Unpack[AccountChanges]) -> Account | None:
        mine = users.c.id == user

        def put(connection: Connection) -> Account | None:
            alone(connection, _LOCK)
            had_admin = _has_admin(connection)
            connection.execute(update(users).where(mine).values(changes))
            _check(connection, had_admin)
            row = connection.execute(select(*ACCOUNT).where(mine)).mappings().first()
            return account_of(row) if row is not None else None

        return await self._database.write(put) if storable(user) else None

    async def change_password(self, user: UserId, before: str, after: str, *, one_time: bool) -> bool:
        known = (users.c.id == user) & (users.c.password == before)
        replace = update(users).where(known).values(password=after, one_time=one_time)
        return await self._database.write(lambda connection: connection.execute(replace).rowcount == 1)

    async def remove(self, user: UserId) -> bool:
        def take(connection: Connection) -> bool:
            alone(connection, _LOCK)
            had_admin = _has_admin(connection)
            found = connection.execute(delete(users).where(users.c.id == user)).rowcount == 1
            _check(connection, had_admin)
            return found

        return storable(user) and await self._database.write(take)

    async def _first(self, condition: ColumnElement[bool]) -> Account | None:
        wanted = select(*ACCOUNT).where(condition)
        row = await self._database.read(lambda connection: connection.execute(wanted).mappings().first())
        return account_of(row) if row is not None else None


def _has_admin(connection: Connection) -> bool:
    admins = select(users.c.id).where(users.c.role == Role.ADMIN.value, users.c.disabled_at.is_(None)).limit(1)
    return connection.scalar(admins) is not None


def _check(connection: Connection, had_admin: bool) -> None:
    """Undo everything, by raising, where no admin is left."""
    if had_admin and not _has_admin(connection):
        raise Conflict("This is the last admin; make somebody else one first.")
