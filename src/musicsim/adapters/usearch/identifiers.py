"""Which id stands in which row."""

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.intp]


class Identifiers(Protocol):
    """The ids of the rows of one layer; the same id may stand in several rows of which one is alive."""

    def rows(self, ids: Collection[str]) -> Rows:
        """Every row with one of these ids, alive or not."""

    def names(self, rows: Rows) -> list[str]:
        """The ids of some rows."""

    def encoded(self, rows: Rows) -> npt.NDArray[np.bytes_]:
        """The same as UTF-8, in a column as wide as the longest needs."""


class GrowingIdentifiers:
    """The ids of rows that are only added. One thread adds while any number of others look up."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._newest: dict[str, int] = {}
        self._older: list[int] = []  # of each row, the one before it with the same id, or -1

    def __len__(self) -> int:
        return len(self.names)

    def extend(self, ids: Iterable[str]) -> None:
        """Add a row for each id."""
        for one in ids:
            row = len(self.names)
            self.names.append(one)
            self._older.append(self._newest.get(one, -1))
            self._newest[one] = row  # last: whoever finds a row can follow it

    def newest(self, ids: Iterable[str]) -> Rows:
        """The last row of each id that has one."""
        return np.array([row for one in ids if (row := self._newest.get(one)) is not None], np.intp)

    def every(self, ids: Iterable[str]) -> Iterator[int]:
        """All rows of some ids."""
        for one in ids:
            row = self._newest.get(one, -1)
            while row >= 0:
                yield row
                row = self._older[row]


class ListedIdentifiers(Identifiers):
    """The first `count` of GrowingIdentifiers."""

    def __init__(self, growing: GrowingIdentifiers, count: int) -> None:
        self._growing = growing
        self._count = count

    def rows(self, ids: Collection[str]) -> Rows:
        return np.array([row for row in self._growing.every(set(ids)) if row < self._count], np.intp)

    def names(self, rows: Rows) -> list[str]:
        return [self._growing.names[row] for row in rows.tolist()]

    def encoded(self, rows: Rows) -> npt.NDArray[np.bytes_]:
        return np.array([name.encode() for name in self.names(rows)] or np.zeros(0, "S1"), np.bytes_)


class SortedIdentifiers(Identifiers):
    """A mapped column of UTF-8 text, ascending, none twice: the order of bytes is that of code points."""

    def __init__(self, column: npt.NDArray[np.bytes_]) -> None:
        self._column = column

    def rows(self, ids: Collection[str]) -> Rows:
        width = self._column.dtype.itemsize
        encoded = [
            text for one in ids if len(text := one.encode("utf-8", "surrogatepass")) <= width and "\0" not in one
        ]
        if not encoded or not len(self._column):
            return np.zeros(0, np.intp)
        wanted = np.array(encoded, self._column.dtype)
        places = np.minimum(np.searchsorted(self._column, wanted), len(self._column) - 1)
        found: Rows = places[self._column[places] == wanted]
        return found

    def names(self, rows: Rows) -> list[str]:
        return [name.decode() for name in self._column[rows].tolist()]

    def encoded(self, rows: Rows) -> npt.NDArray[np.bytes_]:
        return self._column[rows]
