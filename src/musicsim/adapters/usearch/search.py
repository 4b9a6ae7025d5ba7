"""Nearest neighbours over layers: exact where that is quick, by the graph where it is not."""

from collections.abc import Iterable

import numpy as np

from musicsim.adapters.usearch.columns import Bools
from musicsim.adapters.usearch.graph import Graph
from musicsim.adapters.usearch.identifiers import Rows
from musicsim.adapters.usearch.keys import place_of
from musicsim.adapters.usearch.layer import Layer, Matrix
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import Filter, Neighbour
from musicsim.domain.rules.neighbours import in_order, nearest_parts
from musicsim.domain.rules.unit_vectors import cosines

_BLOCK = 8_192
_SLACK = 1e-5  # by how much a product in float32 may be off
_WIDER = 4
_ROWS_A_STEP = 8  # exact products in the time in which the graph finds one more neighbour


def nearest(layers: Iterable[Layer], query: Vector, limit: int, where: Filter) -> list[Neighbour]:
    """The `limit` nearest ids of rows that are alive and admitted, descending by cosine, ties ascending by id."""
    masks = [(layer, layer.admitted(where)) for layer in layers]
    reach = limit
    while True:
        rows = [one for layer, mask in masks for one in _in_layer(layer, query, reach, mask)]
        found = nearest_parts(in_order(rows)[:reach], limit)
        if len(found) == limit or len(rows) < reach:
            return found
        reach *= _WIDER  # several parts of one id were among them


def _in_layer(layer: Layer, query: Vector, limit: int, mask: Bools) -> list[Neighbour]:
    admitted = int(np.count_nonzero(mask))
    if layer.graph is not None and admitted:
        found = _by_graph(layer, layer.graph, query, limit, mask, admitted)
        if found is not None:
            return found
    return _ranked(layer, _contenders(layer.vectors, mask, admitted, query, limit), query, limit)


def _by_graph(
    layer: Layer, graph: Graph, query: Vector, limit: int, mask: Bools, admitted: int
) -> list[Neighbour] | None:
    """Fetch more and more neighbours until enough of them are admitted; None once exact search would be quicker."""
    fetch = 3 * limit * len(mask) // (2 * admitted) + 32
    while fetch * _ROWS_A_STEP <= admitted:
        near = graph.near(query, fetch)
        found = _ranked(layer, near[mask[near]], query, limit)
        if len(found) == limit and found[-1].score > _horizon(layer, near, query):
            return found
        fetch *= 4
    return None


def _horizon(layer: Layer, near: Rows, query: Vector) -> float:
    """The score above which nothing but what was fetched is expected: ties at the edge lie below it."""
    return float(cosines(layer.vectors[near[-8:]], query).min())


def _contenders(vectors: Matrix, mask: Bools, admitted: int, query: Vector, limit: int) -> Rows:
    """Rows under `mask` that may be among the `limit` best, all ties included."""
    rows = np.flatnonzero(mask)
    products = _products(vectors, rows, query)
    if admitted <= limit:
        return rows
    edge = np.partition(products, admitted - limit)[admitted - limit]
    contenders: Rows = rows[products >= edge - _SLACK]
    return contenders


def _products(vectors: Matrix, rows: Rows, query: Vector) -> Vector:
    """In one thread: BLAS' own threads wait long for each other on a machine that is busy listening."""
    if 2 * len(rows) > len(vectors):
        whole: Vector = np.vecdot(vectors, query)[rows]
        return whole
    blocks = [np.vecdot(vectors[rows[at : at + _BLOCK]], query) for at in range(0, len(rows), _BLOCK)]
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)


def _ranked(layer: Layer, rows: Rows, query: Vector, limit: int) -> list[Neighbour]:
    scores = np.concatenate(
        [cosines(layer.vectors[rows[at : at + _BLOCK]], query) for at in range(0, len(rows), _BLOCK)] or [np.zeros(0)]
    )
    if len(rows) > limit:  # only of these are ids made: ties at the edge are among them
        best = scores >= np.partition(scores, len(rows) - limit)[len(rows) - limit]
        rows, scores = rows[best], scores[best]
    places = map(place_of, layer.ids.keys(rows))
    told = zip(places, scores.tolist(), strict=True)
    return in_order(Neighbour(entry_id, score, part) for (entry_id, part), score in told)[:limit]
