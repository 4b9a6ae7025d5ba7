"""Which entry stands in which row. See keys.py for what a key is."""

import heapq
from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

import numpy as np
import numpy.typing as npt

from musicsim.adapters.usearch.keys import BEHIND_PARTS, SEPARATOR

Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]


class Identifiers(Protocol):
    """The keys of the rows of one layer; the same key may stand in several rows of which one is alive."""

    def rows(self, keys: Collection[str]) -> Rows:
        """Every row with one of these keys, alive or not."""

    def of_ids(self, ids: Collection[str]) -> Rows:
        """Every row with any part of one of these ids, alive or not."""

    def behind(self, key: str, alive: Mask, limit: int) -> Rows:
        """The first `limit` rows that are alive and whose keys are greater than `key`, ascending by key."""

    def keys(self, rows: Rows) -> list[str]:
        """The keys of some rows."""

    def encoded(self, rows: Rows) -> npt.NDArray[np.bytes_]:
        """The same as UTF-8, in a column as wide as the longest needs."""

    @property
    def has_parts(self) -> bool:
        """Whether any key is that of a part other than 0."""


class GrowingIdentifiers:
    """The keys of rows that are only added. One thread adds while any number of others look up."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._newest: dict[str, int] = {}
        self._older: list[int] = []  # of each row, the one before it with the same key, or -1
        self._further: dict[str, list[str]] = {}  # of ids that have parts other than 0, the keys of those

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def has_parts(self) -> bool:
        return bool(self._further)

    def extend(self, keys: Iterable[str]) -> None:
        """Add a row for each key."""
        for key in keys:
            row = len(self.keys)
            older = self._newest.get(key, -1)
            self.keys.append(key)
            self._older.append(older)
            if older < 0 and SEPARATOR in key:
                self._further.setdefault(key.partition(SEPARATOR)[0], []).append(key)
            self._newest[key] = row  # last: whoever finds a row can follow it

    def newest(self, keys: Iterable[str]) -> Rows:
        """The last row of each key that has one."""
        return np.array([row for one in keys if (row := self._newest.get(one)) is not None], np.intp)

    def every(self, keys: Iterable[str]) -> Iterator[int]:
        """All rows of some keys."""
        for one in keys:
            row = self._newest.get(one, -1)
            while row >= 0:
                yield row
                row = self._older[row]

    def keys_of(self, ids: Iterable[str]) -> Iterator[str]:
        """The keys that some ids may have."""
        for one in ids:
            if SEPARATOR not in one:
                yield one
                yield from self._further.get(one, ())


class ListedIdentifiers(Identifiers):
    """The first `count` of GrowingIdentifiers."""

    def __init__(self, growing: GrowingIdentifiers, count: int) -> None:
        self._growing = growing
        self._count = count

    @property
    def has_parts(self) -> bool:
        return self._growing.has_parts

    def rows(self, keys: Collection[str]) -> Rows:
        return np.array([row for row in self._growing.every(set(keys)) if row < self._count], np.intp)

    def of_ids(self, ids: Collection[str]) -> Rows:
        return self.rows(set(self._growing.keys_of(ids)))

    def behind(self, key: str, alive: Mask, limit: int) -> Rows:
        keys = self._growing.keys
        rows = (row for row in np.flatnonzero(alive).tolist() if keys[row] > key)
        return np.array(heapq.nsmallest(limit, rows, key=keys.__getitem__), np.intp)

    def keys(self, rows: Rows) -> list[str]:
        return [self._growing.keys[row] for row in rows.tolist()]

    def encoded(self, rows: Rows) -> npt.NDArray[np.bytes_]:
        return np.array([key.encode() for key in self.keys(rows)] or np.zeros(0, "S1"), np.bytes_)


class SortedIdentifiers(Identifiers):
    """A mapped column of UTF-8 text, ascending, none twice: the order of bytes is that of code points."""

    def __init__(self, column: npt.NDArray[np.bytes_], *, has_parts: bool) -> None:
        self._column = column
        self._has_parts = has_parts

    @property
    def has_parts(self) -> bool:
        return self._has_parts

    def rows(self, keys: Collection[str]) -> Rows:
        wanted = np.sort(self._storable(keys))  # side by side, thousands are found several times as quickly
        if not len(wanted) or not len(self._column):
            return np.zeros(0, np.intp)
        places = np.minimum(np.searchsorted(self._column, wanted), len(self._column) - 1)
        found: Rows = places[self._column[places] == wanted]
        return found

    def of_ids(self, ids: Collection[str]) -> Rows:
        plain = [one for one in ids if SEPARATOR not in one]
        first = self.rows(plain)
        if not self._has_parts:
            return first
        starts, stops = (
            np.searchsorted(self._column, self._storable(one + end for one in plain if self._may_have_parts(one)))
            for end in ("", BEHIND_PARTS)
        )
        runs = [np.arange(start, stop) for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)]
        return np.unique(np.concatenate((first, *runs)))

    def behind(self, key: str, alive: Mask, limit: int) -> Rows:
        cut = np.array(_encoded(key)[: self._column.dtype.itemsize], self._column.dtype)
        start = int(np.searchsorted(self._column, cut, side="right")) if key else 0
        rows: list[Rows] = []
        missing = limit
        while missing > 0 and start < len(alive):
            some = start + np.flatnonzero(alive[start : start + 2 * limit])[:missing]
            rows.append(some)
            missing -= len(some)
            start += 2 * limit
        return np.concatenate(rows) if rows else np.zeros(0, np.intp)

    def keys(self, rows: Rows) -> list[str]:
        return [key.decode() for key in self._column[rows].tolist()]

    def encoded(self, rows: Rows) -> npt.NDArray[np.bytes_]:
        return self._column[rows]

    def _storable(self, keys: Iterable[str]) -> npt.NDArray[np.bytes_]:
        """Those that are not longer than the column is wide, which none that stands in it is."""
        width = self._column.dtype.itemsize
        return np.array([text for one in keys if len(text := _encoded(one)) <= width], self._column.dtype)

    def _may_have_parts(self, entry_id: str) -> bool:
        return len(_encoded(entry_id)) + len(BEHIND_PARTS) <= self._column.dtype.itemsize


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
