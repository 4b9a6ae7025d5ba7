"""A cap on what a paid service may cost a day."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from musicsim.domain.model.outside import RefusalReason, Refused, Throttled
from musicsim.domain.model.painting import Declined, Painting
from musicsim.ports.clock import Clock
from musicsim.ports.metrics import Metrics
from musicsim.ports.spending import Spending

Made = Painting | Declined


@dataclass(frozen=True, kw_only=True)
class Purse:
    """Books the `price` before a picture is ordered, so that no crash and no replica can exceed `cap` a day (UTC).

    What surely cost nothing or less is given back. An order whose end is not known may have been paid for: its
    booking stays.
    """

    service: str
    price: float
    cap: float
    spending: Spending
    clock: Clock
    metrics: Metrics

    async def pay(self, order: Callable[[], Awaitable[Made]]) -> Made:
        """What the order answers. Refused, with the reason SPENDING, when there is no money left today."""
        if self.price <= 0:
            return await order()
        day = self.clock.now().date()
        if not await self.spending.book(self.service, day, self.price, self.cap):
            message = f"{self.service} has cost {self.cap:g} today, which is all that it may: it goes on tomorrow."
            raise Refused(self.service, RefusalReason.SPENDING, message)
        try:
            made = await order()
        except (Throttled, Refused):
            await self.spending.give_back(self.service, day, self.price)
            raise
        cost = made.provenance.cost if isinstance(made, Painting) else self.price
        if cost < self.price:
            await self.spending.give_back(self.service, day, self.price - cost)
        elif cost > self.price:  # it got dearer: that is to be known, though it is spent already
            await self.spending.book(self.service, day, cost - self.price, float("inf"))
        self.metrics.gauge("outside.spent", await self.spending.spent(self.service, day), service=self.service)
        return made
