"""The table of one space."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from musicsim.adapters.pgvector import statements
from musicsim.adapters.pgvector.conditions import narrows
from musicsim.adapters.pgvector.rows import COLUMNS, entry_of, possible, record_of
from musicsim.adapters.pgvector.tuning import Tuning
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import Filter, Neighbour, Place, VectorEntry
from musicsim.domain.rules.neighbours import in_order, settled
from musicsim.domain.rules.sifting import NAMED, sifted
from musicsim.domain.rules.unit_vectors import cosines

if TYPE_CHECKING:
    from asyncpg import Connection, Record

_SLACK = 1e-5  # by how much PostgreSQL's distances may be off
_SIFTED = 4_000  # rows looked through for ids, at most: more take as long as telling PostgreSQL the ids
_FURTHER = 16  # rows looked at behind the last that is asked for, in case of ties


class SpaceTable:
    """Raises what asyncpg raises. `large` is noted by whoever finds out that the space is."""

    def __init__(self, connection: "Connection", number: int, tuning: Tuning, large: set[int]) -> None:
        self._connection = connection
        self._number = number
        self._tuning = tuning
        self._large = large

    async def upsert(self, entries: Sequence[VectorEntry], vectors: Sequence[Vector]) -> None:
        """Insert or replace all of them or none, in one order, so that two that do so do not wait for each other.

        What is put into an empty table is copied. Another process that does the same meanwhile makes this one fail
        on the primary key, and the next try, which finds rows, replaces them.
        """
        made = (record_of(entry, vector) for entry, vector in zip(entries, vectors, strict=True))
        records = sorted(made, key=lambda record: record[:2])
        async with self._connection.transaction():
            if await self._connection.fetchval(statements.is_empty(self._number)):
                name = statements.table_name(self._number)
                await self._connection.copy_records_to_table(name, records=records, columns=COLUMNS)
            else:
                await self._connection.executemany(statements.upserted(self._number), records)

    async def delete(self, ids: Collection[str]) -> None:
        await self._connection.execute(statements.deleted(self._number), possible(ids))

    async def nearest(self, query: Vector, limit: int, where: Filter) -> list[Neighbour]:
        """Ranked by the cosines of the kept vectors, so that equal ones tie; more are fetched where that matters."""
        if len(where.only_ids or ()) > NAMED and (best := await self._sifted(query, limit, where)) is not None:
            return best
        exactly = await self._admits_few(where)
        fetch = limit + _FURTHER
        while True:
            found = _neighbours(await self._rows(query, fetch, where, exactly=exactly), query)
            if (best := settled(found, limit, fetch, _SLACK)) is not None:
                return best
            fetch *= 4

    async def vectors(self, ids: Collection[str]) -> dict[str, Vector]:
        rows = await self._connection.fetch(statements.vectors_of(self._number), possible(ids))
        return {row["id"]: row["embedding"] for row in rows}

    async def page(self, limit: int, after: Place | None) -> list[VectorEntry]:
        statement = statements.paged(self._number, behind=after is not None)
        return [entry_of(row) for row in await self._connection.fetch(statement, max(0, limit), *(after or ()))]

    async def count(self) -> int:
        return int(await self._connection.fetchval(statements.counted(self._number)))

    async def _sifted(self, query: Vector, limit: int, where: Filter) -> list[Neighbour] | None:
        rest = replace(where, only_ids=None)
        exactly = await self._admits_few(rest)

        async def nearest_of_all(fetch: int) -> tuple[list[Neighbour], bool]:
            found = _neighbours(await self._rows(query, fetch, rest, exactly=exactly), query)
            return found, len(found) < fetch

        return await sifted(nearest_of_all, where.only_ids or frozenset(), limit, _SIFTED, _SLACK)

    async def _admits_few(self, where: Filter) -> bool:
        """Whether looking at every row that passes is the quickest; exclusions alone leave most of a large space."""
        few = narrows(where)
        if not few and self._number in self._large:
            return False
        statement, arguments = statements.exceeds(self._number, self._tuning.exact, where)
        exceeds = bool(await self._connection.fetchval(statement, *arguments))
        if exceeds and not few:
            self._large.add(self._number)
        return not exceeds

    async def _rows(self, query: Vector, fetch: int, where: Filter, *, exactly: bool) -> "list[Record]":
        """The nearest rows. A graph that leads to fewer than it is asked for may have missed some."""
        statement, arguments = statements.ordered(self._number, query, fetch, where, exactly=exactly)
        rows: list[Record] = await self._connection.fetch(statement, *arguments)
        if exactly or len(rows) == fetch:
            return rows
        return await self._rows(query, fetch, where, exactly=True)


def _neighbours(rows: Sequence[Any], query: Vector) -> list[Neighbour]:
    vectors = np.array([row["embedding"] for row in rows], np.float32).reshape(-1, len(query))
    scores = cosines(vectors, query).tolist()
    return in_order(Neighbour(row["id"], score, row["part"]) for row, score in zip(rows, scores, strict=True))
