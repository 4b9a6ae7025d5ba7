"""The order in which jobs wait for their turn."""

import heapq
from collections.abc import Collection
from datetime import datetime

from musicsim.domain.model.job import JobKind

Waiting = tuple[JobKind, datetime | None]


class WaitingLine:
    """Numbers of jobs, the urgent kind first, then ascending; some only from a moment on.

    Entering and the first one's leaving cost the logarithm of the line's length.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, Waiting] = {}
        self._due: dict[JobKind, list[int]] = {kind: [] for kind in JobKind}
        self._later: list[tuple[datetime, int]] = []

    def enter(self, kind: JobKind, number: int, due_at: datetime | None) -> None:
        """Wait from now on, or from `due_at` on; a number that waits already waits anew."""
        self._waiting[number] = kind, due_at
        if due_at is None:
            heapq.heappush(self._due[kind], number)
        else:
            heapq.heappush(self._later, (due_at, number))

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
        while due and self._waiting.get(due[0]) != (kind, None):
            heapq.heappop(due)
        return due[0] if due else None
