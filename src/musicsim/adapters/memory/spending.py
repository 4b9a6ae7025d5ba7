"""Money that is counted for as long as the process runs."""

from collections import defaultdict
from datetime import date

from musicsim.ports.spending import Spending

_PARTS = 1_000_000


class MemorySpending(Spending):
    """Whole millionths, so that sums are exact."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, date], int] = defaultdict(int)

    async def book(self, service: str, day: date, amount: float, cap: float) -> bool:
        after = self._sums[service, day] + _parts(amount)
        if after > cap * _PARTS + 0.5:
            return False
        self._sums[service, day] = after
        return True

    async def give_back(self, service: str, day: date, amount: float) -> None:
        self._sums[service, day] = max(0, self._sums[service, day] - _parts(amount))

    async def spent(self, service: str, day: date) -> float:
        return self._sums[service, day] / _PARTS


def _parts(amount: float) -> int:
    return round(amount * _PARTS)
