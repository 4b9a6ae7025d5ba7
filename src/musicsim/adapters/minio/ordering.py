"""Putting a listing into the order of keys."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """Anything with a key."""

    @property
    def key(self) -> str: ...


class OutOfOrder(Exception):  # noqa: N818
    """What came is in neither of the two orders."""


K = TypeVar("K", bound=Keyed)


@dataclass
class Sorter(Generic[K]):
    """Sorts what comes sorted by the bytes of whole keys, or by those of one folder's name after the other's.

    S3 promises the first, under which "a-b/x" comes before "a/x", and UTF-8 keeps the order of code points. Stores
    that are file trees underneath list the second. In both, nothing that is yet to come is less than the topmost
    folder of what came last, so what is less can go on: held back is hardly more than one such folder.
    """

    _held: list[K] = field(default_factory=list)
    _top: str = ""
    _last: str | None = None

    def feed(self, items: Iterable[K]) -> list[K]:
        """What can go on once these have come, in order. OutOfOrder when they came in neither order."""
        came = list(items)
        self._held += came
        top = came[-1].key.partition("/")[0] if came else self._top
        if top == self._top:  # nothing more can go on: a library in one folder is sorted once, not for every page
            return []
        self._top = top
        self._held.sort(key=_key)
        ready = self._held[: bisect_left(self._held, top, key=_key)]
        del self._held[: len(ready)]
        return self._checked(ready)

    def rest(self) -> list[K]:
        """What was held back to the end."""
        ready, self._held = sorted(self._held, key=_key), []
        return self._checked(ready)

    def _checked(self, ready: list[K]) -> list[K]:
        for item in ready:
            if self._last is not None and item.key <= self._last:
                raise OutOfOrder(f"{item.key!r} is listed behind {self._last!r}")
            self._last = item.key
        return ready


def in_order(pages: Iterable[Iterable[K]]) -> Iterator[list[K]]:
    """What some pages list, by key, as soon as it can be told. OutOfOrder when they came in neither order."""
    sorter: Sorter[K] = Sorter()
    for page in pages:
        yield sorter.feed(page)
    yield sorter.rest()


def _key(item: Keyed) -> str:
    return item.key
