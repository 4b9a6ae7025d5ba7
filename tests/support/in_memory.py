"""Stores in memory."""

import asyncio

from musicsim.adapters.memory.analyses import MemoryAnalyses
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.favourites import MemoryFavourites
from musicsim.adapters.memory.groups import MemoryGroups
from musicsim.adapters.memory.scans import MemoryScans
from musicsim.domain.model.identity import UserId
from tests.support.stores import Stores


def stores_on(database: MemoryDatabase) -> Stores:
    return Stores(
        MemoryCatalogue(database),
        MemoryAnalyses(database),
        MemoryScans(database),
        MemoryGroups(database),
        MemoryFavourites(database),
        _welcome,
    )


async def _welcome(_: UserId) -> None:
    """Everybody is."""
    await asyncio.sleep(0)
