"""The vector index in Milvus."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TypeVar

import anyio

from musicsim.adapters.milvus import catalogue
from musicsim.adapters.milvus.calls import TIMEOUT, Calls
from musicsim.adapters.milvus.connection import SERVICE, Changed, Connection
from musicsim.adapters.milvus.rows import row_of
from musicsim.adapters.milvus.space_collection import SpaceCollection
from musicsim.domain.errors import Conflict, Invalid, NotFound, Unavailable
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import EVERYTHING, Filter, Neighbour, Place, Space, VectorEntry
from musicsim.domain.rules.unit_vectors import checked, unit
from musicsim.ports.vector_index import VectorIndex

T = TypeVar("T")

_WORTH_A_GRAPH = 10_000  # entries: fewer are searched as quickly without
_FREE: AbstractAsyncContextManager[None] = nullcontext()


class MilvusVectorIndex(VectorIndex):
    """`uri` is a server's address ("https://" for TLS, and Zilliz, with its `token`), with a database's name behind it
    where it has several, or the path of a Milvus Lite file, ending in ".db", which one process can open.

    Writing returns when a server shows what was written, some 0.2 s later, so many entries at once are written much
    quicker than one by one. Milvus hands out at most 16,384 neighbours: `limit` is cut to that.
    """

    def __init__(self, uri: str, token: str = "", timeout: float = TIMEOUT) -> None:
        self._connection = Connection(uri, token, timeout)
        self._writing = anyio.Lock()
        self._dimensions: dict[str, int] = {}
        self._aliases: Mapping[str, Space] | None = None  # of a Lite file, to which nobody else writes

    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        async def write(client: Calls) -> None:
            kept, vectors = checked(space, entries)
            if kept:
                embedded = self._connection.embedded
                rows = [row_of(entry, vector, embedded=embedded) for entry, vector in zip(kept, vectors, strict=True)]
                collection = await self._existing(client, space) or await self._created(client, space)
                await collection.upsert(rows)

        await self._run(write, self._writing)

    async def delete(self, space: Space, ids: Collection[str]) -> None:
        async def write(client: Calls) -> None:
            if ids and (collection := await self._existing(client, space)) is not None:
                await collection.delete(ids)

        await self._run(write, self._writing)

    async def nearest(self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING) -> list[Neighbour]:
        query = unit(vector, space)

        async def search(client: Calls) -> list[Neighbour]:
            collection = await self._existing(client, space)
            if collection is None or limit < 1:
                return []
            return await collection.nearest(query, limit, where)

        return await self._run(search)

    async def vectors(self, space: Space, ids: Collection[str]) -> Mapping[str, Vector]:
        async def look_up(client: Calls) -> Mapping[str, Vector]:
            collection = await self._existing(client, space)
            return {} if collection is None or not ids else await collection.vectors(ids)

        return await self._run(look_up)

    async def count(self, space: Space) -> int:
        async def look_up(client: Calls) -> int:
            collection = await self._existing(client, space)
            return 0 if collection is None else await collection.count()

        return await self._run(look_up)

    async def page(self, space: Space, limit: int, after: Place | None = None) -> list[VectorEntry]:
        async def read(client: Calls) -> list[VectorEntry]:
            collection = await self._existing(client, space)
            return [] if collection is None else await collection.page(limit, after)

        return await self._run(read)

    async def spaces(self) -> list[Space]:
        return await self._run(catalogue.spaces)

    async def create(self, space: Space) -> None:
        async def write(client: Calls) -> None:
            if await self._existing(client, space) is None:
                await self._created(client, space)

        await self._run(write, self._writing)

    async def drop(self, space: Space) -> None:
        async def write(client: Calls) -> None:
            if await catalogue.answers(client, space):
                raise Conflict(f"The space {space.name!r} answers: an alias leads to it.")
            self._dimensions.pop(space.name, None)
            await self._collection(client, space).drop()

        await self._run(write, self._writing)

    async def switch(self, alias: str, space: Space) -> None:
        async def write(client: Calls) -> None:
            collection = await self._existing(client, space)
            if collection is None:
                raise NotFound.of("space", space.name)
            if await collection.count() >= _WORTH_A_GRAPH:
                await collection.seal()
            self._aliases = None
            await catalogue.lead(client, alias, space)
            await catalogue.sweep(client)

        await self._run(write, self._writing)

    async def answering(self, alias: str) -> Space | None:
        if self._connection.embedded:
            return (await self.aliases()).get(alias)
        return await self._run(lambda client: catalogue.answering(client, alias))

    async def aliases(self) -> Mapping[str, Space]:
        async def look_up(client: Calls) -> Mapping[str, Space]:
            found = await catalogue.aliases(client)
            self._aliases = found if self._connection.embedded else None
            return found

        # in turn with switching, lest an old answer be kept
        return self._aliases if self._aliases is not None else await self._run(look_up, self._writing)

    async def close(self) -> None:
        await self._connection.close()

    def _collection(self, client: Calls, space: Space) -> SpaceCollection:
        return SpaceCollection(client, space, embedded=self._connection.embedded)

    async def _existing(self, client: Calls, space: Space) -> SpaceCollection | None:
        """The space's collection, None when there is none; Invalid when it has another dimension."""
        collection = self._collection(client, space)
        dimension = self._dimensions.get(space.name)
        if dimension != space.dimension and (dimension := await collection.open()) is None:
            return None
        self._dimensions[space.name] = dimension
        if dimension != space.dimension:
            raise Invalid(f"{space.name!r} has {dimension} dimensions, not {space.dimension}.", "vector")
        return collection

    async def _created(self, client: Calls, space: Space) -> SpaceCollection:
        collection = self._collection(client, space)
        await collection.create()
        return collection

    async def _run(self, work: Callable[[Calls], Awaitable[T]], turn: AbstractAsyncContextManager[None] = _FREE) -> T:
        """Once more, looking anew, when a collection is not as it was: another process dropped its space."""
        try:
            async with turn:
                try:
                    return await self._connection.run(work)
                except Changed:
                    self._dimensions.clear()
                return await self._connection.run(work)
        except Changed as fault:
            raise Unavailable(SERVICE, f"Milvus does not do what it should: {fault}.") from fault
        except BaseException:
            self._dimensions.clear()  # they may be what was wrong
            raise
