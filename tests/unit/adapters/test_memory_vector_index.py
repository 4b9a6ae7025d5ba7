"""The vector index in memory keeps the promises; it is the reference for the others."""

import pytest

from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.ports.vector_index import VectorIndex
from tests.contracts.vector_index_contract import VectorIndexContract


class TestMemoryVectorIndex(VectorIndexContract):
    @pytest.fixture
    async def index(self) -> VectorIndex:
        return MemoryVectorIndex()
