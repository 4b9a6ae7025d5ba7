"""The vector index in Milvus."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

import anyio
from anyio import to_thread

from musicsim.adapters.milvus import catalogue
from musicsim.adapters.milvus.connection import Connection
from musicsim.adapters.milvus.expressions import expression
from musicsim.adapters.milvus.rows import row_of
from musicsim.adapters.milvus.space_collection import SpaceCollection
from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import EVERYTHING, Filter, Neighbour, Place, Space, VectorEntry
from musicsim.domain.rules.unit_vectors import checked, unit
from musicsim.ports.vector_index import VectorIndex

if TYPE_CHECKING:
    from pymilvus import MilvusClient

T = TypeVar("T")

_READS_AT_ONCE = 4


class MilvusVectorIndex(VectorIndex):
    """`uri` is a server's address, or the path of a Milvus Lite file, ending in ".db", which one process can open.

    Milvus hands out at most 16,384 neighbours: `limit` is cut to that.
    """

    def __init__(self, uri: str, token: str = "") -> None:
        self._connection = Connection(uri, token)
        self._reading = anyio.CapacityLimiter(_READS_AT_ONCE)
        self._writing = anyio.CapacityLimiter(1)
        self._dimensions: dict[str, int] = {}
        self._aliases: Mapping[str, Space] | None = None  # of a Lite file, to which nobody else writes

    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        def write(client: "MilvusClient") -> None:
            kept, vectors = checked(space, entries)
            if kept:
                rows = [row_of(entry, vector) for entry, vector in zip(kept, vectors, strict=True)]
                (self._existing(client, space) or self._created(client, space)).upsert(rows)

        await self._run(write, self._writing)

    async def delete(self, space: Space, ids: Collection[str]) -> None:
        def write(client: "MilvusClient") -> None:
            if ids and (collection := self._existing(client, space)) is not None:
                collection.delete(ids)

        await self._run(write, self._writing)

    async def nearest(self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING) -> list[Neighbour]:
        query = unit(vector, space)

        def search(client: "MilvusClient") -> list[Neighbour]:
            collection = self._existing(client, space)
            return [] if collection is None or limit < 1 else collection.nearest(query, limit, expression(where))

        return await self._run(search, self._reading)

    async def vectors(self, space: Space, ids: Collection[str]) -> Mapping[str, Vector]:
        def look_up(client: "MilvusClient") -> Mapping[str, Vector]:
            collection = self._existing(client, space)
            return {} if collection is None or not ids else collection.vectors(ids)

        return await self._run(look_up, self._reading)

    async def count(self, space: Space) -> int:
        def look_up(client: "MilvusClient") -> int:
            collection = self._existing(client, space)
            return 0 if collection is None else collection.count()

        return await self._run(look_up, self._reading)

    async def page(self, space: Space, limit: int, after: Place | None = None) -> list[VectorEntry]:
        def read(client: "MilvusClient") -> list[VectorEntry]:
            collection = self._existing(client, space)
            return [] if collection is None else collection.page(limit, after)

        return await self._run(read, self._reading)

    async def spaces(self) -> list[Space]:
        return await self._run(catalogue.spaces, self._reading)

    async def create(self, space: Space) -> None:
        def write(client: "MilvusClient") -> None:
            if self._existing(client, space) is None:
                self._created(client, space)

        await self._run(write, self._writing)

    async def drop(self, space: Space) -> None:
        def write(client: "MilvusClient") -> None:
            if space.name in {one.name for one in catalogue.aliases(client).values()}:
                raise Conflict(f"The space {space.name!r} answers: an alias leads to it.")
            self._dimensions.pop(space.name, None)
            self._collection(client, space).drop()

        await self._run(write, self._writing)

    async def switch(self, alias: str, space: Space) -> None:
        def write(client: "MilvusClient") -> None:
            if self._existing(client, space) is None:
                raise NotFound.of("space", space.name)
            self._aliases = None
            catalogue.lead(client, alias, space)

        await self._run(write, self._writing)

    async def answering(self, alias: str) -> Space | None:
        return (await self.aliases()).get(alias)

    async def aliases(self) -> Mapping[str, Space]:
        def look_up(client: "MilvusClient") -> Mapping[str, Space]:
            found = catalogue.aliases(client)
            self._aliases = found if self._connection.embedded else None
            return found

        # in turn with switching, lest an old answer be kept
        return self._aliases if self._aliases is not None else await self._run(look_up, self._writing)

    async def close(self) -> None:
        await to_thread.run_sync(self._connection.close)

    def _collection(self, client: "MilvusClient", space: Space) -> SpaceCollection:
        return SpaceCollection(client, space, embedded=self._connection.embedded)

    def _existing(self, client: "MilvusClient", space: Space) -> SpaceCollection | None:
        """The space's collection, None when there is none; Invalid when it has another dimension."""
        collection = self._collection(client, space)
        dimension = self._dimensions.get(space.name) or collection.open()
        if dimension is None:
            return None
        self._dimensions[space.name] = dimension
        if dimension != space.dimension:
            raise Invalid(f"{space.name!r} has {dimension} dimensions, not {space.dimension}.", "vector")
        return collection

    def _created(self, client: "MilvusClient", space: Space) -> SpaceCollection:
        collection = self._collection(client, space)
        collection.create()
        return collection

    async def _run(self, work: "Callable[[MilvusClient], T]", limiter: anyio.CapacityLimiter) -> T:
        try:
            return await to_thread.run_sync(self._connection.run, work, limiter=limiter)
        except BaseException:
            self._dimensions.clear()  # they may be what was wrong
            raise
