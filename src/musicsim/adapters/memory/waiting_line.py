"""The order in which jobs wait for their turn."""

import heapq
from collections.abc import Collection
from datetime import datetime

from musicsim.domain.model.job import JobKind

Waiting = tuple[JobKind, datetime | None]
Place = tuple[bool, int]
"""Whether others come first, and a number."""


class WaitingLine:
    """Numbers of jobs, the urgent kind first, then those preferred, then ascending; some only from a moment on.

    Entering and the first one's leaving cost the logarithm of the line's length.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, Waiting] = {}
        self._due: dict[JobKind, list[Place]] = {kind: [] for kind in JobKind}
        self._preferred: set[int] = set()
        self._later: list[tuple[datetime, int]] = []

    def enter(self, kind: JobKind, number: int, due_at: datetime | None) -> None:
        """Wait from now on, or from `due_at` on; a number that waits already waits anew."""
        self._waiting[number] = kind, due_at
        if due_at is None:
            heapq.heappush(self._due[kind], (number not in self._preferred, number))
        else:
            heapq.heappush(self._later, (due_at, number))

    def prefer(self, number: int) -> None:
        """Let a number come before others of its kind, whenever it enters from now on."""
        self._preferred.add(number)

    def forget(self, number: int) -> None:
        """Leave for good."""
        self.leave(number)
        self._preferred.discard(number)

    def leave(self, number: int) -> None:
        """Wait no more; nothing happens when it does not. Its places are passed over when they come up."""
        self._waiting.pop(number, None)

    def first(self, kinds: Collection[JobKind], now: datetime) -> int | None:
        """The first one of these kinds that is due; it stays until it leaves. None when there is none."""
        while self._later and self._later[0][0] <= now:
            due_at, number = heapq.heappop(self._later)
            kind, expected = self._waiting.get(number, (JobKind.LISTEN, None))
            if expected == due_at:
                self.enter(kind, number, None)
        return next((found for kind in JobKind if kind in kinds and (found := self._first_of(kind)) is not None), None)

    def _first_of(self, kind: JobKind) -> int | None:
        due = self._due[kind]
        while due and self._waiting.get(due[0][1]) != (kind, None):
            heapq.heappop(due)
        return due[0][1] if due else None
