"""Putting a listing into the order of keys."""

from collections.abc import Iterable
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
        for item in items:
            self._top = item.key.partition("/")[0]
            self._held.append(item)
        self._held.sort(key=lambda item: item.key)
        ready = [item for item in self._held if item.key < self._top]
        self._held = self._held[len(ready) :]
        return self._checked(ready)

    def rest(self) -> list[K]:
        """What was held back to the end."""
        ready, self._held = self._held, []
        return self._checked(ready)

    def _checked(self, ready: list[K]) -> list[K]:
        for item in ready:
            if self._last is not None and item.key <= self._last:
                raise OutOfOrder(f"{item.key!r} is listed behind {self._last!r}")
            self._last = item.key
        return ready
