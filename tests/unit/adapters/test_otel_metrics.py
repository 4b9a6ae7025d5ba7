"""Metrics for Prometheus keep their promises, and read as Prometheus expects."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from musicsim.adapters.telemetry.metrics import OtelMetrics
from tests.contracts.metrics_contract import Gauges, MetricsContract


class RenderedGauges(Gauges):
    """Reads what Prometheus would."""

    def __init__(self):
        self.metrics = self.otel = OtelMetrics()

    def counted(self, name: str, **labels: str) -> float:
        return self._sample(f"{_read_as(name)}_total", labels)

    def observed(self, name: str, **labels: str) -> tuple[int, float]:
        read_as = f"{_read_as(name)}_seconds"
        return int(self._sample(f"{read_as}_count", labels)), self._sample(f"{read_as}_sum", labels)

    def gauged(self, name: str, **labels: str) -> float:
        return self._sample(_read_as(name), labels)

    def _sample(self, name: str, labels: dict[str, str]) -> float:
        families = text_string_to_metric_families(self.otel.render()[0].decode())
        samples = (sample for family in families for sample in family.samples)
        return next((sample.value for sample in samples if (sample.name, sample.labels) == (name, labels)), 0.0)


def _read_as(name: str) -> str:
    return f"musicsim_{name.replace('.', '_')}"


class TestOtelMetrics(MetricsContract):
    @pytest.fixture
    def gauges(self) -> Gauges:
        return RenderedGauges()

    @pytest.fixture
    def others(self) -> Gauges:
        return RenderedGauges()


def test_figures_carry_the_names_and_labels_that_dashboards_ask_for():
    metrics = OtelMetrics()
    metrics.count("tracks.analysed", 2)
    metrics.gauge("library.tracks", 7, state="pending")
    metrics.observe("http.requests", 0.3, route="/tracks")
    text, media_type = metrics.render()
    lines = text.decode().splitlines()
    assert media_type.startswith("text/plain; version=")
    assert "# TYPE musicsim_tracks_analysed_total counter" in lines
    assert "musicsim_tracks_analysed_total 2.0" in lines
    assert 'musicsim_library_tracks{state="pending"} 7.0' in lines
    assert 'musicsim_http_requests_seconds_bucket{le="0.25",route="/tracks"} 0.0' in lines
    assert 'musicsim_http_requests_seconds_bucket{le="0.5",route="/tracks"} 1.0' in lines
    assert not [line for line in lines if "target_info" in line or "otel_scope" in line]


def test_nothing_is_shown_once_closed():
    metrics = OtelMetrics()
    metrics.count("tracks.analysed")
    metrics.close()
    assert metrics.render()[0] == b""
