"""The vector index in files keeps the promises, below and above the size at which graphs begin."""

import pytest

from musicsim.adapters.usearch.tuning import Tuning
from musicsim.adapters.usearch.vector_index import UsearchVectorIndex
from tests.contracts.vector_index_contract import PersistentVectorIndexContract
from tests.support.reopening import reopening


class TestUsearchVectorIndex(PersistentVectorIndexContract):
    tuning = Tuning()

    @pytest.fixture
    async def reopen(self, tmp_path):
        async with reopening(lambda: UsearchVectorIndex(tmp_path / "vectors", self.tuning)) as reopen:
            yield reopen

    @pytest.fixture
    async def reader(self, index, tmp_path):
        await index.spaces()  # so that the reader is not the one that writes
        reader = UsearchVectorIndex(tmp_path / "vectors", self.tuning)
        yield reader
        await reader.close()


class TestWithGraphs(TestUsearchVectorIndex):
    tuning = Tuning(exact_limit=100, delta_least=150, delta_share=0.1, verify_inline=0)
