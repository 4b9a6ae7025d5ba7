"""Leaving the processor to those who wait for an answer."""

import time
from collections.abc import Callable

Clock = Callable[[], float]


class Effort:
    """Begins when it is made; tells how long to rest after what was done meanwhile, so that this has but its share.

    What counts is the time of the whole process on the processor: waiting for an outside service tires nobody, and
    while many are answered, what can wait rests longer.
    """

    def __init__(self, clock: Clock = time.monotonic, processor: Clock = time.process_time) -> None:
        self._clocks = clock, processor
        self._since = clock(), processor()

    def rest(self, share: float) -> float:
        """In seconds; none for a share of 1."""
        spent = min(clock() - since for clock, since in zip(self._clocks, self._since, strict=True))
        return spent * (1 / share - 1)
