"""What was written since the last generation, in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from musicsim.adapters.usearch.columns import NUMBERS, SETS, TEXTS, Columns, Pairs
from musicsim.adapters.usearch.identifiers import GrowingIdentifiers, ListedIdentifiers
from musicsim.adapters.usearch.keys import key_of
from musicsim.adapters.usearch.layer import Layer, Matrix, without
from musicsim.adapters.usearch.texts import GrowingTexts
from musicsim.domain.model.vectors import VectorEntry


class _Growing:
    """An array that grows at its end. What was handed out before stays as it is."""

    def __init__(self, shape: tuple[int, ...], dtype: npt.DTypeLike) -> None:
        self._held = np.zeros((64, *shape), dtype)
        self._count = 0

    def append(self, block: npt.ArrayLike) -> None:
        values = np.asarray(block, self._held.dtype)
        need = self._count + len(values)
        if need > len(self._held):
            larger = np.zeros((max(need, 2 * len(self._held)), *self._held.shape[1:]), self._held.dtype)
            larger[: self._count] = self._held[: self._count]
            self._held = larger
        self._held[self._count : need] = values
        self._count = need

    @property
    def values(self) -> npt.NDArray[np.generic]:
        return self._held[: self._count]


class Delta:
    """Rows in the order of writing. One thread writes; the layers that it hands out never change.

    `touched` holds every key that was put or dropped here: what an older layer says of them no longer counts.
    """

    def __init__(self, dimension: int) -> None:
        self.touched: set[str] = set()
        self._ids = GrowingIdentifiers()
        self._vectors = _Growing((dimension,), np.float32)
        self._numbers = {name: _Growing((), np.float64) for name in NUMBERS}
        self._codes = {name: _Growing((), np.int32) for name in TEXTS}
        self._sets = {name: (_Growing((), np.int32), _Growing((), np.int32)) for name in SETS}
        self._tables = {name: GrowingTexts() for name in (*TEXTS, *SETS)}
        self.layer = self._whole(np.zeros(0, np.bool_))

    def put(self, entries: Sequence[VectorEntry], vectors: Matrix) -> None:
        """Append entries with distinct keys; rows with the same keys die."""
        keys = [key_of(entry.place) for entry in entries]
        alive = without(self.layer.alive, self._ids.newest(keys))
        self.touched.update(keys)
        first = len(self._ids)
        self._ids.extend(keys)
        self._vectors.append(vectors)
        for name in NUMBERS:
            values = [getattr(entry.attributes, name) for entry in entries]
            self._numbers[name].append([np.nan if value is None else value for value in values])
        for name in TEXTS:
            add = self._tables[name].add
            self._codes[name].append([add(getattr(entry.attributes, name)) for entry in entries])
        for name, (rows, codes) in self._sets.items():
            sets = [sorted(getattr(entry.attributes, name)) for entry in entries]
            rows.append(np.repeat(np.arange(first, first + len(sets)), [len(texts) for texts in sets]))
            codes.append([self._tables[name].add(text) for texts in sets for text in texts])
        self.layer = self._whole(np.concatenate((alive, np.ones(len(keys), np.bool_))))

    def drop(self, keys: Collection[str]) -> None:
        """Let rows die, and note that older layers' rows did."""
        self.touched.update(keys)
        self.hide(keys)

    def hide(self, keys: Collection[str]) -> None:
        """Let rows die because a newer layer speaks for their keys."""
        places = self._ids.newest(keys)
        if len(places):
            self.layer = replace(self.layer, alive=without(self.layer.alive, places))

    def absorb(self, newer: "Delta") -> None:
        """Take over what a newer delta says."""
        self.drop(newer.touched)
        rows = np.flatnonzero(newer.layer.alive)
        self.put(newer.layer.entries(rows), newer.layer.vectors[rows])

    def _whole(self, alive: npt.NDArray[np.bool_]) -> Layer:
        columns = Columns(
            {name: column.values.view(np.float64) for name, column in self._numbers.items()},
            {name: column.values.view(np.int32) for name, column in self._codes.items()},
            {
                name: Pairs(rows.values.view(np.int32), codes.values.view(np.int32))
                for name, (rows, codes) in self._sets.items()
            },
            dict(self._tables),
        )
        ids = ListedIdentifiers(self._ids, len(self._ids))
        return Layer(self._vectors.values.view(np.float32), ids, columns, alive)
