"""A generation and the changes since, as one."""

import heapq
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np

from musicsim.adapters.usearch.changes import Change, Put
from musicsim.adapters.usearch.delta import Delta
from musicsim.adapters.usearch.graph import Graph
from musicsim.adapters.usearch.keys import SEPARATOR, key_of
from musicsim.adapters.usearch.layer import Layer, Matrix, without
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import Place, VectorEntry


class Layers:
    """Oldest to newest: what was mapped, what is being written to a new generation, what is written to now.

    One thread at a time may change it. `now` is replaced at once with every change and can be read by any thread.
    """

    def __init__(self, dimension: int, base: Layer | None = None) -> None:
        self.dimension = dimension
        self._base = base
        self._frozen: Delta | None = None
        self._live = Delta(dimension)
        self.now: tuple[Layer, ...] = ()
        self._publish()

    @property
    def base_rows(self) -> int:
        return 0 if self._base is None else len(self._base.alive)

    def count(self) -> int:
        return sum(int(np.count_nonzero(layer.alive)) for layer in self.now)

    def vectors(self, ids: Collection[str]) -> dict[str, Vector]:
        """Copies of the vectors of part 0 of some ids."""
        found: dict[str, Vector] = {}
        keys = [one for one in ids if SEPARATOR not in one]
        for layer in self.now:
            rows = layer.ids.rows(keys)
            rows = rows[layer.alive[rows]]
            found |= zip(layer.ids.keys(rows), np.array(layer.vectors[rows], np.float32), strict=True)
        return found

    def keys_of(self, ids: Collection[str]) -> list[str]:
        """The keys of all parts of some ids, ascending."""
        found: list[str] = []
        for layer in self.now:
            rows = layer.ids.of_ids(ids)
            found += layer.ids.keys(rows[layer.alive[rows]])
        return sorted(found)

    def page(self, limit: int, after: Place | None) -> list[VectorEntry]:
        """The first entries behind a place, ascending."""
        bound = "" if after is None else key_of(after)
        pages = (layer.entries(layer.ids.behind(bound, layer.alive, limit)) for layer in self.now)
        return heapq.nsmallest(limit, (entry for page in pages for entry in page), key=lambda entry: entry.place)

    def replay(self, changes: Iterable[Change]) -> int:
        """Bring in what a journal tells, at once; how many entries and keys it told of."""
        told = 0
        last: dict[str, VectorEntry | None] = {}
        for change in changes:
            told += len(change.keys)
            if isinstance(change, Put):
                last |= zip(change.keys, change.entries(self.dimension), strict=True)
            else:
                last |= dict.fromkeys(change.keys)
        self.drop([one for one, entry in last.items() if entry is None])
        if entries := [entry for entry in last.values() if entry is not None]:
            self.put(entries, np.stack([entry.vector for entry in entries]))
        return told

    def put(self, entries: Sequence[VectorEntry], vectors: Matrix) -> None:
        self._hide([key_of(entry.place) for entry in entries])
        self._live.put(entries, vectors)
        self._publish()

    def drop(self, keys: Collection[str]) -> None:
        self._hide(keys)
        self._live.drop(keys)
        self._publish()

    def freeze(self) -> tuple[Layer, ...]:
        """Begin a new delta; what is to become the next generation."""
        self._frozen, self._live = self._live, Delta(self.dimension)
        frozen = self.now
        self._publish()
        return frozen

    def adopt(self, base: Layer) -> None:
        """What `freeze` handed out is a generation now."""
        self._base, self._frozen = base, None
        self._base = hidden(base, self._live.touched)
        self._publish()

    def thaw(self) -> None:
        """What `freeze` handed out did not become a generation."""
        if self._frozen is not None:
            self._frozen.absorb(self._live)
            self._live, self._frozen = self._frozen, None
            self._publish()

    def use_graph(self, graph: Graph) -> None:
        """Let searches of the generation use its graph."""
        if self._base is not None:
            self._base = replace(self._base, graph=graph)
            self._publish()

    def _hide(self, keys: Collection[str]) -> None:
        if self._base is not None:
            self._base = hidden(self._base, keys)
        if self._frozen is not None:
            self._frozen.hide(keys)

    def _publish(self) -> None:
        deltas = [delta.layer for delta in (self._frozen, self._live) if delta is not None]
        self.now = tuple(deltas) if self._base is None else (self._base, *deltas)


def hidden(layer: Layer, keys: Collection[str]) -> Layer:
    """The layer without the rows under some keys."""
    rows = layer.ids.rows(keys)
    return replace(layer, alive=without(layer.alive, rows)) if len(rows) else layer
