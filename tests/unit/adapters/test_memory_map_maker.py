"""Maps made on the spot keep their promises."""

import pytest

from musicsim.adapters.memory.map_maker import MemoryMapMaker
from tests.contracts.map_maker_contract import MapMakerContract


class TestMemoryMapMaker(MapMakerContract):
    @pytest.fixture
    def maker(self) -> MemoryMapMaker:
        return MemoryMapMaker()

    @pytest.fixture
    def broken(self) -> MemoryMapMaker:
        maker = MemoryMapMaker()
        maker.broken = True
        return maker
