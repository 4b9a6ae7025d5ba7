"""Derived things in memory are kept as promised."""

import pytest

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.derived import MemoryDerived
from tests.contracts.derived_contract import DerivedContract


class TestMemoryDerived(DerivedContract):
    @pytest.fixture
    def derived(self) -> MemoryDerived:
        return MemoryDerived(MemoryDatabase())

    @pytest.fixture
    def broken(self) -> MemoryDerived:
        return MemoryDerived(MemoryDatabase(reachable=False))
