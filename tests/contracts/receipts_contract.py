"""What everything promises that notes messages."""

import asyncio
from datetime import timedelta

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.rules.replays import WINDOW
from tests.contracts.outside_memory import OutsideMemory
from tests.support.samples import DAY

HOUR = timedelta(hours=1)


class ReceiptsContract:
    """Subclasses supply `kept` and `cut_off`, which does not answer."""

    async def test_a_message_counts_once(self, kept: OutsideMemory):
        assert await kept.receipts.received("a", DAY)
        assert not await kept.receipts.received("a", DAY + WINDOW - HOUR)
        assert await kept.receipts.received("b", DAY)
        assert await kept.receipts.received("a", DAY + WINDOW)
        assert not await kept.receipts.received("a", DAY + WINDOW)

    async def test_of_several_at_one_moment_one_is_the_first(self, kept: OutsideMemory):
        assert sum(await asyncio.gather(*(kept.receipts.received("a", DAY) for _ in range(5)))) == 1

    async def test_an_outage_is_told(self, cut_off: OutsideMemory):
        with pytest.raises(Unavailable):
            await cut_off.receipts.received("a", DAY)
