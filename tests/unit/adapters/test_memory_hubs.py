"""Hub numbers in memory are kept as promised."""

import pytest

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.hubs import MemoryHubs
from tests.contracts.hubs_contract import HubsContract
from tests.support.in_memory import stores_on
from tests.support.stores import Stores


class TestMemoryHubs(HubsContract):
    @pytest.fixture
    def memory(self) -> MemoryDatabase:
        return MemoryDatabase()

    @pytest.fixture
    def stores(self, memory: MemoryDatabase) -> Stores:
        return stores_on(memory)

    @pytest.fixture
    def hubs(self, memory: MemoryDatabase) -> MemoryHubs:
        return MemoryHubs(memory)

    @pytest.fixture
    def broken_hubs(self) -> MemoryHubs:
        return MemoryHubs(MemoryDatabase(reachable=False))
