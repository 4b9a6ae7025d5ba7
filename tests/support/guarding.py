"""Guards whose waiting takes no time."""

from dataclasses import dataclass, field, replace

from musicsim.adapters.guarded.guard import Guard
from musicsim.adapters.guarded.limits import Limits
from musicsim.adapters.guarded.purse import Purse
from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.metrics import MemoryMetrics
from musicsim.adapters.memory.spending import MemorySpending

LIMITS = Limits(rate=10.0, burst=5.0, patience=60.0, attempts=3, seconds=30.0, failures=5)


@dataclass
class Watch:
    """What a guard is given: sleeping moves the clock on, and is written down."""

    clock: ManualClock = field(default_factory=ManualClock)
    metrics: MemoryMetrics = field(default_factory=MemoryMetrics)
    spending: MemorySpending = field(default_factory=MemorySpending)
    slept: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.advance(seconds + 1e-5)  # clocks tell microseconds

    def guard(self, service: str = "memory", name: str = "", **changes: float) -> Guard:
        limits = replace(LIMITS, **changes)
        return Guard(service, limits, self.clock, self.metrics, name=name, chance=lambda: 1.0, sleep=self.sleep)

    def purse(self, price: float, cap: float, service: str = "memory") -> Purse:
        return Purse(
            service=service, price=price, cap=cap, spending=self.spending, clock=self.clock, metrics=self.metrics
        )
