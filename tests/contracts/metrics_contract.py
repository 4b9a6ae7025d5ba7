"""What every taker of measurements promises."""

from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor

import pytest

from musicsim.ports.metrics import Metrics


class Gauges(ABC):
    """Metrics under test, and the means to read them. What was never taken reads 0."""

    metrics: Metrics

    @abstractmethod
    def counted(self, name: str, **labels: str) -> float: ...

    @abstractmethod
    def observed(self, name: str, **labels: str) -> tuple[int, float]:
        """How many durations were taken, and their sum."""

    @abstractmethod
    def gauged(self, name: str, **labels: str) -> float: ...


class MetricsContract:
    """Subclasses supply the fixture `gauges`, on which nothing was taken yet, and `others`, more of the same."""

    def test_counters_add_up(self, gauges: Gauges):
        gauges.metrics.count("tracks.analysed")
        gauges.metrics.count("tracks.analysed", 41)
        gauges.metrics.count("tracks.analysed", 0)
        assert gauges.counted("tracks.analysed") == 42

    def test_each_set_of_labels_is_counted_apart(self, gauges: Gauges):
        gauges.metrics.count("tracks.failed", reason="damaged", store="disk")
        gauges.metrics.count("tracks.failed", 2, store="disk", reason="empty")
        gauges.metrics.count("tracks.failed", 3, store="disk", reason="damaged")
        assert gauges.counted("tracks.failed", reason="damaged", store="disk") == 4
        assert gauges.counted("tracks.failed", reason="empty", store="disk") == 2
        assert gauges.counted("tracks.failed", reason="loop", store="disk") == 0

    def test_durations_are_summed_up(self, gauges: Gauges):
        for seconds in (0.0, 0.25, 3600.5):
            gauges.metrics.observe("scans", seconds, outcome="finished")
        assert gauges.observed("scans", outcome="finished") == (3, 3600.75)

    def test_the_last_value_of_a_gauge_wins(self, gauges: Gauges):
        for value in (5, 17.5, -2):
            gauges.metrics.gauge("queue.length", value)
        assert gauges.gauged("queue.length") == -2

    def test_a_name_may_be_counter_and_histogram(self, gauges: Gauges):
        gauges.metrics.count("tracks.listened")
        gauges.metrics.observe("tracks.listened", 1.5)
        assert gauges.counted("tracks.listened") == 1
        assert gauges.observed("tracks.listened") == (1, 1.5)

    @pytest.mark.parametrize("label", ["", 'quo"te', "new\nline", "back\\slash", "été 愛", "x" * 5000])
    def test_no_label_is_too_odd(self, gauges: Gauges, label: str):
        gauges.metrics.count("odd", reason=label)
        assert gauges.counted("odd", reason=label) == 1

    @pytest.mark.parametrize("name", ["été", "", "1", "a b", "x" * 300, "a..b"])
    def test_nothing_is_ever_raised(self, gauges: Gauges, name: str):
        gauges.metrics.count(name)
        gauges.metrics.count(name, -1)
        gauges.metrics.observe(name, float("nan"))
        gauges.metrics.gauge(name, float("inf"))

    def test_threads_lose_nothing(self, gauges: Gauges):
        def work(_: int) -> None:
            for _ in range(500):
                gauges.metrics.count("work")
                gauges.metrics.observe("work.time", 0.5)

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(work, range(4)))
        assert gauges.counted("work") == 2000
        assert gauges.observed("work.time") == (2000, 1000.0)

    def test_several_take_their_own(self, gauges: Gauges, others: Gauges):
        gauges.metrics.count("tracks.analysed")
        assert others.counted("tracks.analysed") == 0
