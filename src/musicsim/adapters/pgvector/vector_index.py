"""The vector index in PostgreSQL."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from musicsim.adapters.pgvector import catalogue
from musicsim.adapters.pgvector.catalogue import Known
from musicsim.adapters.pgvector.faults import SERVICE, Gone
from musicsim.adapters.pgvector.graph import grow
from musicsim.adapters.pgvector.pool import Pool
from musicsim.adapters.pgvector.space_table import SpaceTable
from musicsim.adapters.pgvector.tuning import Tuning
from musicsim.domain.errors import NotFound, Unavailable
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import EVERYTHING, Filter, Neighbour, Place, Space, VectorEntry
from musicsim.domain.rules.unit_vectors import checked, unit
from musicsim.ports.vector_index import VectorIndex

if TYPE_CHECKING:
    from asyncpg import Connection

T = TypeVar("T")


class PgvectorVectorIndex(VectorIndex):
    """`url` names a database as SQLAlchemy does; everything lives in its schema "musicsim_vectors", made on first use.

    At most `connections` are opened; nothing takes longer than `timeout` seconds but building a graph, for which
    writers wait.
    """

    def __init__(self, url: str, *, connections: int = 8, timeout: float = 10.0, tuning: Tuning | None = None) -> None:
        self._pool = Pool(url, connections, timeout)
        self._tuning = tuning or Tuning()
        self._known: dict[str, Known] = {}
        self._large: set[int] = set()
        self._grown: set[int] = set()

    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        async def write(connection: "Connection") -> None:
            kept, vectors = checked(space, entries)
            if kept:
                known = await self._existing(connection, space) or await self._created(connection, space)
                await self._table(connection, known).upsert(kept, list(vectors))
                await self._grow(connection, known)

        await self._run(write)

    async def delete(self, space: Space, ids: Collection[str]) -> None:
        async def write(connection: "Connection") -> None:
            if ids and (known := await self._existing(connection, space)) is not None:
                await self._table(connection, known).delete(ids)

        await self._run(write)

    async def nearest(self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING) -> list[Neighbour]:
        query = unit(vector, space)

        async def search(connection: "Connection") -> list[Neighbour]:
            known = await self._existing(connection, space)
            if known is None or limit < 1:
                return []
            return await self._table(connection, known).nearest(query, limit, where)

        return await self._run(search)

    async def vectors(self, space: Space, ids: Collection[str]) -> Mapping[str, Vector]:
        async def look_up(connection: "Connection") -> Mapping[str, Vector]:
            known = await self._existing(connection, space)
            return {} if known is None else await self._table(connection, known).vectors(ids)

        return await self._run(look_up)

    async def page(self, space: Space, limit: int, after: Place | None = None) -> list[VectorEntry]:
        async def read(connection: "Connection") -> list[VectorEntry]:
            known = await self._existing(connection, space)
            return [] if known is None else await self._table(connection, known).page(limit, after)

        return await self._run(read)

    async def count(self, space: Space) -> int:
        async def look_up(connection: "Connection") -> int:
            known = await self._existing(connection, space)
            return 0 if known is None else await self._table(connection, known).count()

        return await self._run(look_up)

    async def spaces(self) -> list[Space]:
        return await self._run(catalogue.spaces)

    async def create(self, space: Space) -> None:
        async def write(connection: "Connection") -> None:
            await self._created(connection, space)

        await self._run(write)

    async def drop(self, space: Space) -> None:
        await self._run(lambda connection: catalogue.drop(connection, space.name))
        self._known.pop(space.name, None)

    async def switch(self, alias: str, space: Space) -> None:
        """The graph comes first, so that the space answers quickly from the beginning."""

        async def write(connection: "Connection") -> None:
            known = await self._existing(connection, space)
            if known is None:
                raise NotFound.of("space", space.name)
            await self._grow(connection, known, answering=True)
            await catalogue.lead(connection, alias, space)

        await self._run(write)

    async def answering(self, alias: str) -> Space | None:
        return await self._run(lambda connection: catalogue.answering(connection, alias))

    async def aliases(self) -> Mapping[str, Space]:
        return await self._run(catalogue.aliases)

    async def close(self) -> None:
        await self._pool.close()

    def _table(self, connection: "Connection", known: Known) -> SpaceTable:
        return SpaceTable(connection, known.number, self._tuning, self._large)

    async def _existing(self, connection: "Connection", space: Space) -> Known | None:
        """The space of that name, None when there is none; Invalid when it has another dimension.

        One that was met before is not looked for: should it be gone, so is its table, whose name no other gets.
        """
        known = self._known.get(space.name)
        if known is None or known.space != space:
            known = await catalogue.find(connection, space.name)
            if known is None:
                return None
            self._known[space.name] = known
        catalogue.check(known.space, space)
        return known

    async def _created(self, connection: "Connection", space: Space) -> Known:
        known = self._known[space.name] = await catalogue.create(connection, space)
        catalogue.check(known.space, space)
        return known

    async def _grow(self, connection: "Connection", known: Known, *, answering: bool = False) -> None:
        number, dimension = known.number, known.space.dimension
        if number not in self._grown and await grow(connection, number, dimension, self._tuning, answering=answering):
            self._grown.add(number)

    async def _run(self, work: "Callable[[Connection], Awaitable[T]]") -> T:
        """Once more, looking for the spaces anew, when a table is not where it was."""
        try:
            return await self._pool.run(work)
        except Gone:
            self._known.clear()
            await self._pool.prepare()
        try:
            return await self._pool.run(work)
        except Gone as fault:
            raise Unavailable(SERVICE, f"The vectors at {self._pool.where} keep changing: {fault}.") from fault
