"""Mixes in memory keep their promises."""

import pytest

from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.mixes import MemoryMixes
from tests.contracts.mixes_contract import NOBODY, MixesContract
from tests.support.samples import a_track


class TestMemoryMixes(MixesContract):
    @pytest.fixture
    async def mixes(self) -> MemoryMixes:
        database = MemoryDatabase()
        await MemoryCatalogue(database).save([a_track(1, key="one.mp3"), a_track(2, key="two.mp3")])
        return MemoryMixes(database, frozenset({NOBODY}))

    @pytest.fixture
    def broken(self) -> MemoryMixes:
        return MemoryMixes(MemoryDatabase(reachable=False))
