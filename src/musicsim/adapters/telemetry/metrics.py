"""Measurements as Prometheus reads them."""

import re
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.metrics import Counter, Histogram
from opentelemetry.metrics import _Gauge as Gauge
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.resources import Resource
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from musicsim.ports.metrics import Metrics

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0, 7200.0)
"""Upper bounds of buckets: from an answer out of memory to the scan of a large library."""

_FOREIGN = re.compile(r"[^A-Za-z0-9_.]")

Instrument = TypeVar("Instrument")


class OtelMetrics(Metrics):
    """Counts in memory until somebody calls `render`; each object keeps its own figures.

    "tracks.analysed" is read as `musicsim_tracks_analysed_total` when it is a counter, and as
    `musicsim_tracks_analysed_seconds` when it is a histogram; a gauge's name stays as it is.
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        reader = PrometheusMetricReader(disable_target_info=True, scope_info_enabled=False, registry=self._registry)
        self._provider = MeterProvider([reader], resource=Resource.get_empty(), shutdown_on_exit=False)
        self._meter = self._provider.get_meter("musicsim")
        self._making = Lock()
        self._counters: dict[str, Counter] = {}
        self._histograms: dict[str, Histogram] = {}
        self._gauges: dict[str, Gauge] = {}

    def count(self, name: str, amount: int = 1, **labels: str) -> None:
        self._made(self._counters, name, self._meter.create_counter).add(amount, labels)

    def observe(self, name: str, seconds: float, **labels: str) -> None:
        self._made(self._histograms, name, self._histogram).record(seconds, labels)

    def gauge(self, name: str, value: float, **labels: str) -> None:
        self._made(self._gauges, name, self._meter.create_gauge).set(value, labels)

    def render(self) -> tuple[bytes, str]:
        """All figures in Prometheus' text format, and its media type."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST

    def close(self) -> None:
        """Let go of the figures; `render` shows none from then on."""
        self._provider.shutdown()

    def _histogram(self, name: str) -> Histogram:
        return self._meter.create_histogram(name, unit="s", explicit_bucket_boundaries_advisory=_SECONDS)

    def _made(self, known: dict[str, Instrument], name: str, make: Callable[[str], Instrument]) -> Instrument:
        """The instrument of that name, made once: OpenTelemetry warns of doubles."""
        with self._making:
            if name not in known:
                known[name] = make(_name(name))
            return known[name]


def _name(name: str) -> str:
    """The name as OpenTelemetry takes it, which raises for others."""
    return f"musicsim.{_FOREIGN.sub('_', name)}"[:255]
