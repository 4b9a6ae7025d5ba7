"""A vector index that forgets."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import EVERYTHING, Attributes, Filter, Neighbour, Space, VectorEntry
from musicsim.domain.rules.unit_vectors import checked, cosines, unit
from musicsim.ports.vector_index import VectorIndex


class _Kept:
    """The entries of one space, and their vectors as one matrix, made when first asked for after a change."""

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self.attributes: dict[str, Attributes] = {}
        self.vectors: dict[str, Vector] = {}
        self._matrix: npt.NDArray[np.float32] | None = None

    def put(self, entry: VectorEntry, vector: Vector) -> None:
        self.attributes[entry.id] = entry.attributes
        self.vectors[entry.id] = vector
        self._matrix = None

    def drop(self, entry_id: str) -> None:
        if self.vectors.pop(entry_id, None) is not None:
            del self.attributes[entry_id]
            self._matrix = None

    def nearest(self, query: Vector, limit: int, where: Filter) -> list[Neighbour]:
        if self._matrix is None:
            self._matrix = np.array(list(self.vectors.values()), np.float32).reshape(-1, self.dimension)
        scores = cosines(self._matrix, query).tolist()
        found = [
            Neighbour(entry_id, score)
            for entry_id, score in zip(self.vectors, scores, strict=True)
            if where is EVERYTHING or where.admits(entry_id, self.attributes[entry_id])
        ]
        return sorted(found, key=lambda one: (-one.score, one.id))[:limit]


class MemoryVectorIndex(VectorIndex):
    """Exact, in NumPy; the reference that other indexes are compared with.

    Knob: `reachable = False` makes every method but `close` raise Unavailable.
    """

    def __init__(self) -> None:
        self.reachable = True
        self._spaces: dict[str, _Kept] = {}

    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        self._check()
        kept, vectors = checked(space, entries)
        if not kept:
            return
        target = self._spaces.setdefault(space.name, _Kept(space.dimension))
        self._check_dimension(space)
        for entry, vector in zip(kept, vectors, strict=True):
            target.put(entry, vector)

    async def delete(self, space: Space, ids: Collection[str]) -> None:
        self._check()
        if (kept := self._spaces.get(space.name)) is not None:
            for entry_id in ids:
                kept.drop(entry_id)

    async def nearest(self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING) -> list[Neighbour]:
        self._check()
        query = unit(vector, space)
        self._check_dimension(space)
        kept = self._spaces.get(space.name)
        return [] if kept is None or limit < 1 else kept.nearest(query, limit, where)

    async def vectors(self, space: Space, ids: Collection[str]) -> Mapping[str, Vector]:
        self._check()
        kept = self._spaces.get(space.name)
        return {} if kept is None else {one: kept.vectors[one].copy() for one in ids if one in kept.vectors}

    async def count(self, space: Space) -> int:
        self._check()
        kept = self._spaces.get(space.name)
        return 0 if kept is None else len(kept.vectors)

    async def clear(self, space: Space) -> None:
        self._check()
        self._spaces.pop(space.name, None)

    async def close(self) -> None:
        self._spaces.clear()

    def _check(self) -> None:
        if not self.reachable:
            raise Unavailable("vector index", "The vector index in memory was made unreachable.")

    def _check_dimension(self, space: Space) -> None:
        kept = self._spaces.get(space.name)
        if kept is not None and kept.dimension != space.dimension:
            raise Invalid(f"{space.name!r} has {kept.dimension} dimensions, not {space.dimension}.", "vector")
