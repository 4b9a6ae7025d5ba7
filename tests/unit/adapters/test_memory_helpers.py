"""The little ports in memory keep their promises, and their knobs do what they say."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.ids import SequentialIds
from musicsim.adapters.memory.lease import MemoryLease
from musicsim.adapters.memory.metrics import MemoryMetrics
from tests.contracts.clock_contract import ClockContract
from tests.contracts.ids_contract import IdsContract
from tests.contracts.lease_contract import LeaseContract
from tests.contracts.metrics_contract import Gauges, MetricsContract


class TestManualClock(ClockContract):
    @pytest.fixture
    def clock(self) -> ManualClock:
        return ManualClock()

    def test_it_moves_when_it_is_told_to(self, clock: ManualClock):
        before = clock.now()
        assert clock.now() == before
        assert clock.advance(1.5) == clock.now() == before + timedelta(seconds=1.5)
        clock.advance(timedelta(days=1))
        assert clock.now() == before + timedelta(days=1, seconds=1.5)

    def test_it_cannot_be_turned_back(self, clock: ManualClock):
        with pytest.raises(ValueError, match="never goes back"):
            clock.advance(-1)

    def test_it_starts_where_it_is_told_to(self):
        start = datetime(2020, 1, 1, 14, tzinfo=timezone(timedelta(hours=2)))
        assert ManualClock(start).now() == datetime(2020, 1, 1, 12, tzinfo=UTC)


class TestSequentialIds(IdsContract):
    @pytest.fixture
    def ids(self) -> SequentialIds:
        return SequentialIds()

    def test_they_can_be_foreseen(self, ids: SequentialIds):
        assert [ids.new(), ids.new()] == ["id00000001", "id00000002"]
        assert SequentialIds("scan").new() == "scan00000001"


class TestMemoryLease(LeaseContract):
    @pytest.fixture
    def lease(self) -> MemoryLease:
        return MemoryLease()

    @pytest.fixture
    def rival(self, lease: MemoryLease) -> MemoryLease:
        return MemoryLease(lease.held)

    async def test_a_test_can_hold_a_name_by_hand(self, lease: MemoryLease):
        lease.held.add("scan")
        async with lease.hold("scan") as held:
            assert held is False
        assert lease.held == {"scan"}


class MemoryGauges(Gauges):
    def __init__(self):
        self.metrics = self.memory = MemoryMetrics()

    def counted(self, name: str, **labels: str) -> float:
        return self.memory.counted(name, **labels)

    def observed(self, name: str, **labels: str) -> tuple[int, float]:
        taken = self.memory.observed(name, **labels)
        return len(taken), sum(taken)

    def gauged(self, name: str, **labels: str) -> float:
        return self.memory.gauged(name, **labels) or 0


class TestMemoryMetrics(MetricsContract):
    @pytest.fixture
    def gauges(self) -> Gauges:
        return MemoryGauges()

    @pytest.fixture
    def others(self) -> Gauges:
        return MemoryGauges()
