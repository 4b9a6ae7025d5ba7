"""The entries of one space, in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import EVERYTHING, Filter, Neighbour, Place, VectorEntry
from musicsim.domain.rules.neighbours import nearest_parts
from musicsim.domain.rules.unit_vectors import cosines


class MemorySpace:
    """Entries by place, and their vectors as one matrix, made when first asked for after a change."""

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self._entries: dict[Place, VectorEntry] = {}
        self._parts: dict[str, set[int]] = {}
        self._matrix: npt.NDArray[np.float32] | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, entries: Sequence[VectorEntry], vectors: npt.NDArray[np.float32]) -> None:
        """Insert or replace entries, whose unit vectors are `vectors`."""
        for entry, vector in zip(entries, vectors, strict=True):
            self._entries[entry.place] = replace(entry, vector=vector)
            self._parts.setdefault(entry.id, set()).add(entry.part)
        self._matrix = None

    def delete(self, ids: Collection[str]) -> None:
        """Remove all parts of some ids."""
        for entry_id in ids:
            for part in self._parts.pop(entry_id, ()):
                del self._entries[entry_id, part]
        self._matrix = None

    def nearest(self, query: Vector, limit: int, where: Filter) -> list[Neighbour]:
        """As the port says, of a unit query."""
        if self._matrix is None:
            rows = [entry.vector for entry in self._entries.values()]
            self._matrix = np.array(rows, np.float32).reshape(-1, self.dimension)
        found = [
            Neighbour(entry.id, score, entry.part)
            for entry, score in zip(self._entries.values(), cosines(self._matrix, query).tolist(), strict=True)
            if where is EVERYTHING or where.admits(entry.id, entry.attributes)
        ]
        return nearest_parts(found, limit)

    def vectors(self, ids: Collection[str]) -> dict[str, Vector]:
        """Copies of the vectors of part 0."""
        return {one: self._entries[one, 0].vector.copy() for one in ids if (one, 0) in self._entries}

    def page(self, limit: int, after: Place | None) -> list[VectorEntry]:
        """The first entries behind a place."""
        places = sorted(place for place in self._entries if after is None or place > after)
        return [replace(entry, vector=entry.vector.copy()) for entry in map(self._entries.__getitem__, places[:limit])]
