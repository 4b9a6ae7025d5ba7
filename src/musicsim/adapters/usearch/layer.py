"""Entries as a search sees them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.adapters.usearch.columns import Bools, Columns
from musicsim.adapters.usearch.graph import Graph
from musicsim.adapters.usearch.identifiers import Identifiers
from musicsim.domain.model.vectors import EVERYTHING, Filter

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
        rows = self.columns.admitted(where, self.alive)
        return without(rows, self.ids.rows(where.exclude_ids)) if where.exclude_ids else rows


def without(mask: Bools, rows: npt.NDArray[np.intp]) -> Bools:
    """A copy of a mask in which some rows are False."""
    left = mask.copy()
    left[rows] = False
    return left
