"""Measurements that a test can read."""

from collections import Counter
from threading import Lock

from musicsim.ports.metrics import Metrics

Series = tuple[str, frozenset[tuple[str, str]]]


class MemoryMetrics(Metrics):
    """Records everything. `counted`, `observed` and `gauged` read one series, a name with its labels."""

    def __init__(self) -> None:
        self.counts: Counter[Series] = Counter()
        self._counting = Lock()  # adding is reading and writing: another thread may come between
        self.observations: dict[Series, list[float]] = {}
        self.gauges: dict[Series, float] = {}

    def count(self, name: str, amount: int = 1, **labels: str) -> None:
        with self._counting:
            self.counts[_series(name, labels)] += max(amount, 0)

    def observe(self, name: str, seconds: float, **labels: str) -> None:
        self.observations.setdefault(_series(name, labels), []).append(seconds)

    def gauge(self, name: str, value: float, **labels: str) -> None:
        self.gauges[_series(name, labels)] = value

    def counted(self, name: str, **labels: str) -> int:
        """What a counter has come to."""
        return self.counts[_series(name, labels)]

    def observed(self, name: str, **labels: str) -> list[float]:
        """The durations in the order they were taken."""
        return self.observations.get(_series(name, labels), [])

    def gauged(self, name: str, **labels: str) -> float | None:
        """What was set last."""
        return self.gauges.get(_series(name, labels))


def _series(name: str, labels: dict[str, str]) -> Series:
    return name, frozenset(labels.items())
