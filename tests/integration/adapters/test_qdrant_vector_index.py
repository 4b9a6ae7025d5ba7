"""The vector index in Qdrant's engine keeps the promises."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musicsim.adapters.qdrant.vector_index import QdrantVectorIndex
from tests.contracts.vector_index_contract import PersistentVectorIndexContract
from tests.support.vectors import ATTRIBUTES, FILTERS

pytest.importorskip("qdrant_edge")


class TestQdrantVectorIndex(PersistentVectorIndexContract):
    @pytest.fixture
    async def reopen(self, tmp_path):
        opened = []

        async def reopen():
            if opened:
                await opened.pop().close()
            opened.append(QdrantVectorIndex(tmp_path / "new folder" / "vectors"))
            return opened[0]

        yield reopen
        for index in opened:
            await index.close()

    @pytest.fixture
    async def index(self, reopen):
        return await reopen()

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(attributes=st.lists(ATTRIBUTES, min_size=6, max_size=8), wheres=st.lists(FILTERS, min_size=6, max_size=8))
    async def test_filters_as_the_reference_does(self, index, attributes, wheres):
        """Fewer and larger examples: making a space takes long."""
        await self.check_filters(index, attributes, wheres)
