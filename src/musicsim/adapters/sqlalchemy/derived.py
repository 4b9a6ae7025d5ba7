"""What was made out of the whole library, in a relational database."""

from typing import Any

from sqlalchemy import Row, delete, select

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.derived_tables import derived
from musicsim.adapters.sqlalchemy.upserts import replace_into, write_row
from musicsim.domain.model.derived import Making
from musicsim.ports.derived import Derived

_MAKING = (derived.c.version, derived.c.basis, derived.c.made_at)


class SqlDerived(Derived):
    """Keeps things in a table of a Database that was migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def making(self, name: str) -> Making | None:
        rows = await self._database.rows(select(*_MAKING).where(derived.c.name == name))
        return _making_of(rows[0]) if rows else None

    async def get(self, name: str) -> tuple[Making, bytes] | None:
        rows = await self._database.rows(select(*_MAKING, derived.c.content).where(derived.c.name == name))
        return (_making_of(rows[0]), rows[0].content) if rows else None

    async def put(self, name: str, making: Making, content: bytes) -> None:
        about = {"version": making.version, "basis": making.basis, "made_at": making.made_at}
        row = {"name": name, "content": content} | about
        await self._database.write(lambda connection: write_row(connection, replace_into(connection, derived), row))

    async def drop(self, name: str) -> None:
        gone = delete(derived).where(derived.c.name == name)
        await self._database.write(lambda connection: connection.execute(gone))


def _making_of(row: Row[Any]) -> Making:
    return Making(version=row.version, basis=row.basis, made_at=row.made_at)
