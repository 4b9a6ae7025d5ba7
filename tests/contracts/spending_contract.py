"""What everybody who counts money promises."""

import asyncio
from datetime import date, timedelta

from musicsim.ports.spending import Spending

TODAY = date(2026, 5, 4)


class SpendingContract:
    """Subclasses supply the fixture `spending`, with nothing spent."""

    async def test_nothing_is_spent_at_first(self, spending: Spending):
        assert await spending.spent("painter", TODAY) == 0

    async def test_sums_are_exact_up_to_the_cap(self, spending: Spending):
        assert [await spending.book("painter", TODAY, 0.1, 0.3) for _ in range(4)] == [True, True, True, False]
        assert await spending.spent("painter", TODAY) == 0.3

    async def test_days_and_services_are_counted_apart(self, spending: Spending):
        assert await spending.book("painter", TODAY, 1, 1)
        assert await spending.book("painter", TODAY + timedelta(days=1), 1, 1)
        assert await spending.book("other", TODAY, 1, 1)
        assert not await spending.book("painter", TODAY, 0.000001, 1)

    async def test_what_was_not_spent_is_given_back(self, spending: Spending):
        await spending.book("painter", TODAY, 1, 2)
        await spending.give_back("painter", TODAY, 0.25)
        assert await spending.spent("painter", TODAY) == 0.75
        await spending.give_back("painter", TODAY, 5)
        assert await spending.spent("painter", TODAY) == 0

    async def test_bookings_at_one_moment_do_not_exceed_the_cap(self, spending: Spending):
        booked = await asyncio.gather(*(spending.book("painter", TODAY, 1, 3) for _ in range(8)))
        assert sum(booked) == 3
        assert await spending.spent("painter", TODAY) == 3

    async def test_nothing_costs_nothing(self, spending: Spending):
        assert await spending.book("painter", TODAY, 0, 0)

    async def test_there_may_be_no_cap(self, spending: Spending):
        assert await spending.book("painter", TODAY, 1e6, float("inf"))
        assert await spending.spent("painter", TODAY) == 1e6
