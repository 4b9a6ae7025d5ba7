"""Which id stands in which row."""

from collections.abc import Collection
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


class ListedIdentifiers(Identifiers):
    """The first `count` of a list that only grows."""

    def __init__(self, listed: list[str], count: int) -> None:
        self._listed = listed
        self._count = count

    def rows(self, ids: Collection[str]) -> Rows:
        wanted = ids if isinstance(ids, set | frozenset) else set(ids)
        return np.array([row for row in range(self._count) if self._listed[row] in wanted], np.intp)

    def names(self, rows: Rows) -> list[str]:
        return [self._listed[row] for row in rows.tolist()]

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
