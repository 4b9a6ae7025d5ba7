"""Entries as a search sees them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.adapters.usearch.columns import Bools, Columns
from musicsim.adapters.usearch.graph import Graph
from musicsim.adapters.usearch.identifiers import Identifiers, Rows
from musicsim.adapters.usearch.keys import place_of
from musicsim.domain.model.vectors import EVERYTHING, Filter, VectorEntry

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Layer:
    """A moment of one part of the index; nothing in it changes any more.

    `vectors` has shape (rows, dimension), unit rows; `alive` tells the rows that no later write replaced or deleted.
    """

    vectors: Matrix
    ids: Identifiers
    columns: Columns
    alive: Bools
    graph: Graph | None = None

    def admitted(self, where: Filter) -> Bools:
        """The rows that are alive and meet `where`, as a mask."""
        if where is EVERYTHING:
            return self.alive
        rows = self.alive if where.only_ids is None else only(self.alive, self.ids.of_ids(where.only_ids))
        rows = self.columns.admitted(where, rows)
        return without(rows, self.ids.of_ids(where.exclude_ids)) if where.exclude_ids else rows

    def entries(self, rows: Rows) -> list[VectorEntry]:
        """What was put into some rows, with copies of the vectors."""
        vectors = np.array(self.vectors[rows], np.float32)
        told = zip(map(place_of, self.ids.keys(rows)), vectors, rows.tolist(), strict=True)
        return [
            VectorEntry(entry_id, vector, self.columns.attributes(row), part) for (entry_id, part), vector, row in told
        ]


def only(mask: Bools, rows: Rows) -> Bools:
    """A copy of a mask in which all but some rows are False."""
    left = np.zeros_like(mask)
    left[rows] = mask[rows]
    return left


def without(mask: Bools, rows: Rows) -> Bools:
    """A copy of a mask in which some rows are False."""
    left = mask.copy()
    left[rows] = False
    return left
