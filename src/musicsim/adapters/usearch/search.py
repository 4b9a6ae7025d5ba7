"""Nearest neighbours over layers: exact where that is quick, by the graph where it is not."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from musicsim.adapters.usearch.columns import Bools
from musicsim.adapters.usearch.graph import Graph
from musicsim.adapters.usearch.identifiers import Rows
from musicsim.adapters.usearch.keys import place_of
from musicsim.adapters.usearch.layer import Layer, Matrix
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.vectors import Filter, Neighbour
from musicsim.domain.rules.unit_vectors import cosines

_BLOCK = 1_024  # rows that are copied side by side: so many stay where a processor reads them soon
_SLACK = 1e-5  # by how much a product in float32 may be off
_WIDER = 4
_ROWS_A_STEP = 8  # exact products in the time in which the graph finds one more neighbour


class Found(NamedTuple):
    """A row of one of the layers. These sort as neighbours do, see rules.neighbours: `behind` is minus the cosine."""

    behind: float
    id: str
    part: int
    layer: int
    row: int

    @property
    def neighbour(self) -> Neighbour:
        return Neighbour(self.id, -self.behind, self.part)


_Near = tuple[Rows, Reals]
"""Rows and their cosines, in no order."""


def nearest(layers: Sequence[Layer], query: Vector, limit: int, where: Filter) -> list[Found]:
    """The `limit` nearest ids of rows that are alive and admitted, descending by cosine, ties ascending by id."""
    masks = [layer.admitted(where) for layer in layers]
    reach = limit
    while True:
        near = [_in_layer(layer, query, reach, mask) for layer, mask in zip(layers, masks, strict=True)]
        rows = sorted(one for number, layer in enumerate(layers) for one in _told(number, layer, *near[number]))
        best: dict[str, Found] = {}
        for one in rows[:reach]:
            best.setdefault(one.id, one)
        if len(best) >= limit or len(rows) < reach:
            return list(best.values())[:limit]
        reach *= _WIDER  # several parts of one id were among them


def vectors_of(layers: Sequence[Layer], found: Sequence[Found]) -> dict[str, Vector]:
    """Copies of the vectors of those rows, by their ids."""
    vectors: dict[str, Vector] = {}
    for number, layer in enumerate(layers):
        here = [one for one in found if one.layer == number]
        copies = np.array(layer.vectors[[one.row for one in here]], np.float32)
        vectors.update(zip((one.id for one in here), copies, strict=True))
    return vectors


def _told(number: int, layer: Layer, rows: Rows, scores: Reals) -> list[Found]:
    told = zip((-scores).tolist(), map(place_of, layer.ids.keys(rows)), rows.tolist(), strict=True)
    return [Found(behind, entry_id, part, number, row) for behind, (entry_id, part), row in told]


def _in_layer(layer: Layer, query: Vector, limit: int, mask: Bools) -> _Near:
    """The `limit` nearest rows and, as ids decide among equals, all that tie with the last of them."""
    admitted = int(np.count_nonzero(mask))
    if layer.graph is not None and admitted:
        found = _by_graph(layer, layer.graph, query, limit, mask, admitted)
        if found is not None:
            return found
    return _ranked(layer.vectors, np.flatnonzero(mask), query, limit)


def _by_graph(layer: Layer, graph: Graph, query: Vector, limit: int, mask: Bools, admitted: int) -> _Near | None:
    """Fetch more and more neighbours until enough of them are admitted; None once exact search would be quicker."""
    fetch = 3 * limit * len(mask) // (2 * admitted) + 32
    while fetch * _ROWS_A_STEP <= admitted:
        near = graph.near(query, fetch)
        rows, scores = _ranked(layer.vectors, near[mask[near]], query, limit)
        if len(rows) >= limit and scores.min() > _horizon(layer, near, query):
            return rows, scores
        fetch *= 4
    return None


def _horizon(layer: Layer, near: Rows, query: Vector) -> float:
    """The score above which nothing but what was fetched is expected: ties at the edge lie below it."""
    return float(cosines(layer.vectors[near[-8:]], query).min())


def _ranked(vectors: Matrix, rows: Rows, query: Vector, limit: int) -> _Near:
    """The best of some rows: roughly at first, as exact cosines take longer."""
    if len(rows) > limit:
        products = _products(vectors, rows, query)
        rows = rows[products >= _edge(products, limit) - 2 * _SLACK]
    blocks = [cosines(vectors[rows[at : at + _BLOCK]], query) for at in range(0, len(rows), _BLOCK)]
    scores = np.concatenate(blocks) if blocks else np.zeros(0)
    best = scores >= _edge(scores, limit) if len(rows) > limit else slice(None)
    return rows[best], scores[best]


def _edge(scores: Reals | Vector, limit: int) -> float:
    """The `limit`th best of more than so many."""
    return float(np.partition(scores, len(scores) - limit)[len(scores) - limit])


def _products(vectors: Matrix, rows: Rows, query: Vector) -> Vector:
    """In one thread: BLAS' own threads wait long for each other on a machine that is busy listening."""
    if 2 * len(rows) > len(vectors):
        whole: Vector = np.vecdot(vectors, query)[rows]
        return whole
    products = np.empty(len(rows), np.float32)
    block = np.empty((min(_BLOCK, len(rows)), vectors.shape[1]), np.float32)  # one for all: new ones have to be cleared
    for at in range(0, len(rows), _BLOCK):
        some = rows[at : at + _BLOCK]
        np.take(vectors, some, axis=0, out=block[: len(some)], mode="clip")  # which needs no copy of its own
        np.vecdot(block[: len(some)], query, out=products[at : at + _BLOCK])
    return products
