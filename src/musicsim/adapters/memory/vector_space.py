"""The entries of one space, in memory."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import Filter, Neighbour, Place, VectorEntry
from musicsim.domain.rules.unit_vectors import cosines

_Ordered = tuple[list[VectorEntry], npt.NDArray[np.float32]]


class MemorySpace:
    """Entries by place. Ascending, with their vectors as one matrix, they are kept from when they are first asked for
    until the next change.
    """

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self._entries: dict[Place, VectorEntry] = {}
        self._parts: dict[str, set[int]] = {}
        self._kept: _Ordered | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, entries: Sequence[VectorEntry], vectors: npt.NDArray[np.float32]) -> None:
        """Insert or replace entries, whose unit vectors are `vectors`."""
        for entry, vector in zip(entries, vectors, strict=True):
            self._entries[entry.place] = replace(entry, vector=vector)
            self._parts.setdefault(entry.id, set()).add(entry.part)
        self._kept = None

    def delete(self, ids: Collection[str]) -> None:
        """Remove all parts of some ids."""
        for entry_id in ids:
            for part in self._parts.pop(entry_id, ()):
                del self._entries[entry_id, part]
        self._kept = None

    def nearest(self, query: Vector, limit: int, where: Filter) -> list[Neighbour]:
        """As the port says, of a unit query."""
        entries, matrix = self._ordered()
        scores = cosines(matrix, query)
        best: dict[str, Neighbour] = {}
        for row in np.argsort(-scores, kind="stable").tolist():  # ties stay as they are: ascending by id and part
            if len(best) == limit:
                break
            entry = entries[row]
            if entry.id not in best and where.admits(entry.id, entry.attributes):
                best[entry.id] = Neighbour(entry.id, float(scores[row]), entry.part)
        return list(best.values())

    def vectors(self, ids: Collection[str]) -> dict[str, Vector]:
        """Copies of the vectors of part 0."""
        return {one: self._entries[one, 0].vector.copy() for one in ids if (one, 0) in self._entries}

    def page(self, limit: int, after: Place | None) -> list[VectorEntry]:
        """The first entries behind a place."""
        entries, _ = self._ordered()
        start = 0 if after is None else bisect_right(entries, after, key=lambda entry: entry.place)
        return [replace(entry, vector=entry.vector.copy()) for entry in entries[start : start + max(0, limit)]]

    def _ordered(self) -> _Ordered:
        if self._kept is None:
            entries = sorted(self._entries.values(), key=lambda entry: entry.place)
            rows = np.array([entry.vector for entry in entries], np.float32).reshape(-1, self.dimension)
            self._kept = entries, rows
        return self._kept
