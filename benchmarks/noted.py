"""A vector index that notes what it is asked, so that the same can be asked again of it alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import EVERYTHING, Filter, Neighbour, Place, Space, VectorEntry
from musicsim.ports.vector_index import VectorIndex


@dataclass(frozen=True)
class Search:
    """One call of `nearest`."""

    space: Space
    vector: Vector
    limit: int
    where: Filter


class NotedVectorIndex(VectorIndex):
    """Passes everything on; `searches` is for the caller to clear."""

    def __init__(self, inner: VectorIndex) -> None:
        self._inner = inner
        self.searches: list[Search] = []

    async def repeat(self, search: Search) -> list[Neighbour]:
        """Search as before, without noting it."""
        return await self._inner.nearest(search.space, search.vector, search.limit, search.where)

    async def nearest(self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING) -> list[Neighbour]:
        self.searches.append(Search(space, vector, limit, where))
        return await self._inner.nearest(space, vector, limit, where)

    async def vectors(self, space: Space, ids: Collection[str]) -> Mapping[str, Vector]:
        return await self._inner.vectors(space, ids)

    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        await self._inner.upsert(space, entries)

    async def delete(self, space: Space, ids: Collection[str]) -> None:
        await self._inner.delete(space, ids)

    async def count(self, space: Space) -> int:
        return await self._inner.count(space)

    async def page(self, space: Space, limit: int, after: Place | None = None) -> list[VectorEntry]:
        return await self._inner.page(space, limit, after)

    async def spaces(self) -> list[Space]:
        return await self._inner.spaces()

    async def create(self, space: Space) -> None:
        await self._inner.create(space)

    async def drop(self, space: Space) -> None:
        await self._inner.drop(space)

    async def switch(self, alias: str, space: Space) -> None:
        await self._inner.switch(alias, space)

    async def answering(self, alias: str) -> Space | None:
        return await self._inner.answering(alias)

    async def aliases(self) -> Mapping[str, Space]:
        return await self._inner.aliases()

    async def close(self) -> None:
        await self._inner.close()
