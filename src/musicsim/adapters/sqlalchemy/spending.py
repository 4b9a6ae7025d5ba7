"""Money that is spent outside, counted in a relational database."""

import math
from datetime import date

from sqlalchemy import ColumnElement, Connection, case, select, update

from musicsim.adapters.sqlalchemy.beyond_tables import spending
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.upserts import insert_into
from musicsim.ports.spending import Spending

_PARTS = 1_000_000
_MOST = 2**53
"""Millionths of any sum: doubles tell them apart, and a sum of two still fits into 64 bits."""


class SqlSpending(Spending):
    """A row a service and day in a table of the catalogue's Database; whole millionths, so that sums are exact."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def book(self, service: str, day: date, amount: float, cap: float) -> bool:
        parts, most = _parts(amount), _parts(cap)
        if parts > most:
            return False

        def put(connection: Connection) -> bool:
            new = insert_into(connection, spending).values(service=service, day=day.isoformat(), millionths=parts)
            after = spending.c.millionths + new.excluded.millionths
            # one statement: on PostgreSQL a second look at the sum follows the wait for the row
            added = new.on_conflict_do_update(
                index_elements=["service", "day"], set_={"millionths": after}, where=after <= most
            )
            return connection.scalar(added.returning(spending.c.millionths)) is not None

        return await self._database.write(put)

    async def give_back(self, service: str, day: date, amount: float) -> None:
        rest = spending.c.millionths - _parts(amount)
        less = update(spending).where(*_of(service, day)).values(millionths=case((rest > 0, rest), else_=0))
        await self._database.write(lambda connection: connection.execute(less))

    async def spent(self, service: str, day: date) -> float:
        rows = await self._database.rows(select(spending.c.millionths).where(*_of(service, day)))
        return float(rows[0].millionths / _PARTS) if rows else 0.0


def _of(service: str, day: date) -> list[ColumnElement[bool]]:
    return [spending.c.service == service, spending.c.day == day.isoformat()]


def _parts(amount: float) -> int:
    return _MOST if math.isinf(amount) else min(_MOST, round(amount * _PARTS))
