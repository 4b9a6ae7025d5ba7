"""A vector index that forgets."""

from collections.abc import Collection, Mapping, Sequence

from musicsim.adapters.memory.vector_space import MemorySpace
from musicsim.domain.errors import Conflict, Invalid, NotFound, Unavailable
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import EVERYTHING, Filter, Neighbour, Place, Space, VectorEntry
from musicsim.domain.rules.unit_vectors import checked, unit
from musicsim.ports.vector_index import VectorIndex


class MemoryVectorIndex(VectorIndex):
    """Exact, in NumPy; the reference that other indexes are compared with.

    Knob: `reachable = False` makes every method but `close` raise Unavailable.
    """

    def __init__(self) -> None:
        self.reachable = True
        self._spaces: dict[str, MemorySpace] = {}
        self._aliases: dict[str, Space] = {}

    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        self._check()
        kept, vectors = checked(space, entries)
        if kept:
            self._made(space).put(kept, vectors)

    async def delete(self, space: Space, ids: Collection[str]) -> None:
        if (kept := self._kept(space)) is not None:
            kept.delete(ids)

    async def nearest(self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING) -> list[Neighbour]:
        self._check()
        query = unit(vector, space)
        kept = self._kept(space)
        return [] if kept is None or limit < 1 else kept.nearest(query, limit, where)

    async def vectors(self, space: Space, ids: Collection[str]) -> Mapping[str, Vector]:
        kept = self._kept(space)
        return {} if kept is None else kept.vectors(ids)

    async def page(self, space: Space, limit: int, after: Place | None = None) -> list[VectorEntry]:
        kept = self._kept(space)
        return [] if kept is None else kept.page(limit, after)

    async def count(self, space: Space) -> int:
        kept = self._kept(space)
        return 0 if kept is None else len(kept)

    async def spaces(self) -> list[Space]:
        self._check()
        return [Space(name, kept.dimension) for name, kept in sorted(self._spaces.items())]

    async def create(self, space: Space) -> None:
        self._made(space)

    async def drop(self, space: Space) -> None:
        self._check()
        if space.name in {one.name for one in self._aliases.values()}:
            raise Conflict(f"The space {space.name!r} answers: an alias leads to it.")
        self._spaces.pop(space.name, None)

    async def switch(self, alias: str, space: Space) -> None:
        if self._kept(space) is None:
            raise NotFound.of("space", space.name)
        self._aliases[alias] = space

    async def answering(self, alias: str) -> Space | None:
        return (await self.aliases()).get(alias)

    async def aliases(self) -> Mapping[str, Space]:
        self._check()
        return dict(self._aliases)

    async def close(self) -> None:
        self._spaces.clear()
        self._aliases.clear()

    def _check(self) -> None:
        if not self.reachable:
            raise Unavailable("vector index", "The vector index in memory was made unreachable.")

    def _made(self, space: Space) -> MemorySpace:
        return self._kept(space) or self._spaces.setdefault(space.name, MemorySpace(space.dimension))

    def _kept(self, space: Space) -> MemorySpace | None:
        """The space, None when it does not exist. Invalid when it has another dimension."""
        self._check()
        kept = self._spaces.get(space.name)
        if kept is not None and kept.dimension != space.dimension:
            raise Invalid(f"{space.name!r} has {kept.dimension} dimensions, not {space.dimension}.", "vector")
        return kept
