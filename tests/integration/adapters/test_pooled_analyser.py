"""The real analyser, in real processes."""

import pytest

from musicsim.adapters.audio.pool import PooledAnalyser
from tests.contracts.analyser_contract import AnalyserContract


@pytest.fixture(scope="module")
async def pool() -> PooledAnalyser:
    """One for the module: while an asynchronous fixture lives, so do the event loop and its worker processes."""
    return PooledAnalyser(processes=2, memory_mb=512, timeout=60)


class TestPooledAnalyser(AnalyserContract):
    @pytest.fixture
    def analyser(self, pool: PooledAnalyser) -> PooledAnalyser:
        return pool
