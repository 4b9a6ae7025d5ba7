"""What every probe promises."""

from abc import ABC, abstractmethod

import anyio
import pytest

from musicsim.ports.probe import Probe

SOON = 0.05
"""Seconds of patience for probes of what hangs."""


class ProbeContract(ABC):
    """Subclasses supply probes of one part in every state that it can be in."""

    @pytest.fixture
    @abstractmethod
    def healthy(self) -> Probe:
        """Of a part that works."""

    @pytest.fixture
    @abstractmethod
    def unhealthy(self) -> Probe:
        """Of a part that says itself what is wrong."""

    @pytest.fixture
    @abstractmethod
    def raising(self) -> Probe:
        """Of a part that fails with an error that nobody foresaw, a ValueError("out of tune")."""

    @pytest.fixture
    @abstractmethod
    def hanging(self) -> Probe:
        """Of a part that never answers, with SOON as patience."""

    async def test_what_works_needs_no_mending(self, healthy: Probe):
        finding = await healthy.check()
        assert (finding.healthy, finding.remedy) == (True, "")
        assert finding.part
        assert finding.seen

    async def test_a_fault_comes_with_how_to_mend_it(self, unhealthy: Probe, healthy: Probe):
        finding = await unhealthy.check()
        assert not finding.healthy
        assert finding.seen
        assert finding.remedy
        assert finding.part == (await healthy.check()).part

    async def test_an_unforeseen_error_is_a_finding_and_is_logged(
        self, raising: Probe, caplog: pytest.LogCaptureFixture
    ):
        finding = await raising.check()
        assert not finding.healthy
        assert "out of tune" in finding.seen
        assert finding.remedy
        assert "Traceback" in caplog.text

    async def test_what_hangs_is_found_to(self, hanging: Probe):
        with anyio.fail_after(60):
            for _ in range(2):
                finding = await hanging.check()
                assert not finding.healthy
                assert "no answer" in finding.seen.lower()
                assert finding.remedy

    async def test_several_checks_at_once(self, healthy: Probe):
        async def check() -> None:
            assert (await healthy.check()).healthy

        async with anyio.create_task_group() as tasks:
            for _ in range(5):
                tasks.start_soon(check)

    async def test_whoever_stops_waiting_is_let_go(self, hanging: Probe, healthy: Probe):
        with anyio.CancelScope() as scope:
            scope.cancel()
            await hanging.check()
        assert scope.cancelled_caught
        assert (await healthy.check()).healthy
