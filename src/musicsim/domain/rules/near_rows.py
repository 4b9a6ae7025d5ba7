"""The nearest rows of a matrix, many at once.

All cosines up to some thousands of rows. Beyond, rows are put into about √n cells of nearby ones, and each cell's rows
are compared with those of the cells around it only ("inverted file", Jégou and others 2011, "Product quantization for
nearest neighbor search"): nine in ten of the nearest are found in a hundredth of the time.
"""

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.layout import Vectors
from musicsim.domain.rules.clustering import clustered

EXACT = 8000
"""Rows up to which every one is compared with every other."""

_MOST_CELLS = 200
_AROUND = 8  # cells that are looked into, its own included
_BLOCK = 1024
_AT_ONCE = _BLOCK * EXACT
"""Cosines that are held at a time: a cell of copies may have most of the rows."""

Rows = npt.NDArray[np.int64]
Cosines = npt.NDArray[np.float32]


def nearest_rows(known: Vectors, asked: Vectors, count: int, exact: int = EXACT) -> tuple[Rows, Cosines]:
    """The `count` rows of `known` that are nearest to each of `asked`, and their cosines: shape (asked, count) each.

    The nearest first. All of `known` when there are no more, a row of both among them.
    """
    count = min(count, len(known))
    rows, cosines = np.zeros((len(asked), count), np.int64), np.zeros((len(asked), count), np.float32)
    if not len(asked) or not count:
        return rows, cosines
    everything = np.arange(len(known))
    groups = [(np.arange(len(asked)), everything)] if len(known) <= exact else _groups(known, asked, count)
    for wanting, candidates in groups:
        theirs = known if candidates is everything else known[candidates]
        size = min(_BLOCK, max(1, _AT_ONCE // len(candidates)))
        for at in range(0, len(wanting), size):
            block = wanting[at : at + size]
            places, cosines[block] = _best(asked[block] @ theirs.T, count)
            rows[block] = candidates[places]
    return rows, cosines


def _best(table: Cosines, count: int) -> tuple[Rows, Cosines]:
    """The places of each row's largest values, the largest first, and these."""
    if count < table.shape[1]:
        places = np.argpartition(table, -count, axis=1)[:, -count:]
    else:
        places = np.tile(np.arange(count), (len(table), 1))
    values = np.take_along_axis(table, places, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    return np.take_along_axis(places, order, axis=1), np.take_along_axis(values, order, axis=1)


def _groups(known: Vectors, asked: Vectors, count: int) -> list[tuple[Rows, Rows]]:
    """Rows of `asked` in one cell each, with the rows of `known` in the cells around it, at least `count`."""
    cells = clustered(known, min(_MOST_CELLS, round(len(known) ** 0.5 / 2)))
    members = [np.flatnonzero(cells.labels == cell) for cell in range(len(cells.centres))]
    between = np.argsort(-(cells.centres @ cells.centres.T), axis=1, kind="stable")
    blocks = [(asked[at : at + _BLOCK] @ cells.centres.T).argmax(axis=1) for at in range(0, len(asked), _BLOCK)]
    home = np.concatenate(blocks)
    groups = []
    for cell in np.unique(home).tolist():
        around = _AROUND
        while sum(len(members[one]) for one in between[cell, :around]) < count:
            around += 1
        candidates = np.concatenate([members[one] for one in between[cell, :around]])
        groups.append((np.flatnonzero(home == cell), np.sort(candidates)))
    return groups
