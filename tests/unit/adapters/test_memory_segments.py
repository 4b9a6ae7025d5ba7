"""Fingerprints in memory are kept as promised."""

import pytest

from musicsim.adapters.memory.analyses import MemoryAnalyses
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.segments import MemorySegments
from tests.contracts.segments_contract import SegmentsContract, Shelf


class TestMemorySegments(SegmentsContract):
    @pytest.fixture
    def shelf(self) -> Shelf:
        database = MemoryDatabase()
        return Shelf(MemorySegments(database), MemoryAnalyses(database), MemoryCatalogue(database))

    @pytest.fixture
    def broken(self) -> MemorySegments:
        return MemorySegments(MemoryDatabase(reachable=False))
