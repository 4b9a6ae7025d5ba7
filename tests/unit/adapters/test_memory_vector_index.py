"""The vector index in memory keeps the promises; it is the reference for the others."""

import pytest

from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.ports.vector_index import VectorIndex
from tests.contracts.vector_index_contract import VectorIndexContract
from tests.contracts.vector_outage_contract import Outage, VectorOutageContract


class TestMemoryVectorIndex(VectorIndexContract, VectorOutageContract):
    many = 3_000  # it looks at every one: more of them show nothing new

    @pytest.fixture
    async def index(self) -> VectorIndex:
        return MemoryVectorIndex()

    @pytest.fixture
    async def outage(self) -> Outage:
        index = MemoryVectorIndex()

        async def let(reachable: bool) -> None:
            index.reachable = reachable

        return Outage(index, lambda: let(False), lambda: let(True))
