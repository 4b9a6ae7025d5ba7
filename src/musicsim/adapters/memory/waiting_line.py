"""The order in which jobs wait for their turn."""

import heapq
from datetime import datetime

from musicsim.domain.model.job import JobKind

_RANK = {kind: rank for rank, kind in enumerate(JobKind)}

Place = tuple[int, int]
"""The rank of a job's kind, then its number."""


class WaitingLine:
    """Numbers of jobs, the urgent kind first, then ascending; some only from a moment on.

    Entering and the first one's leaving cost the logarithm of the line's length.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, tuple[Place, datetime | None]] = {}
        self._due: list[Place] = []
        self._later: list[tuple[datetime, Place]] = []

    def enter(self, kind: JobKind, number: int, due_at: datetime | None) -> None:
        """Wait from now on, or from `due_at` on; a number that waits already waits anew."""
        place = (_RANK[kind], number)
        self._waiting[number] = place, due_at
        if due_at is None:
            heapq.heappush(self._due, place)
        else:
            heapq.heappush(self._later, (due_at, place))

    def leave(self, number: int) -> None:
        """Wait no more; nothing happens when it does not. Its places are passed over when they come up."""
        self._waiting.pop(number, None)

    def first(self, now: datetime) -> int | None:
        """The first one that is due; it stays until it leaves. None when there is none."""
        while self._later and self._later[0][0] <= now:
            due_at, place = heapq.heappop(self._later)
            if self._waiting.get(place[1]) == (place, due_at):
                self._waiting[place[1]] = place, None
                heapq.heappush(self._due, place)
        while self._due and self._waiting.get(self._due[0][1]) != (self._due[0], None):
            heapq.heappop(self._due)
        return self._due[0][1] if self._due else None
