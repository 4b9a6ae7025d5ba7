"""What is kept of the outside in memory keeps its promises."""

import pytest

from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.outside_answers import MemoryOutsideAnswers
from musicsim.adapters.memory.outside_tracks import MemoryOutsideTracks
from musicsim.adapters.memory.outside_uploads import MemoryOutsideUploads
from musicsim.adapters.memory.receipts import MemoryReceipts
from tests.contracts.outside_answers_contract import OutsideAnswersContract
from tests.contracts.outside_memory import OutsideMemory
from tests.contracts.outside_tracks_contract import OutsideTracksContract
from tests.contracts.outside_uploads_contract import OutsideUploadsContract
from tests.contracts.receipts_contract import ReceiptsContract


def memory_on(database: MemoryDatabase) -> OutsideMemory:
    return OutsideMemory(
        MemoryCatalogue(database),
        MemoryOutsideAnswers(database),
        MemoryOutsideTracks(database),
        MemoryOutsideUploads(database),
        MemoryReceipts(database),
    )


class InMemory:
    @pytest.fixture
    async def kept(self) -> OutsideMemory:
        return await memory_on(MemoryDatabase()).fill()

    @pytest.fixture
    def cut_off(self) -> OutsideMemory:
        return memory_on(MemoryDatabase(reachable=False))


class TestMemoryOutsideAnswers(InMemory, OutsideAnswersContract):
    pass


class TestMemoryOutsideTracks(InMemory, OutsideTracksContract):
    pass


class TestMemoryOutsideUploads(InMemory, OutsideUploadsContract):
    pass


class TestMemoryReceipts(InMemory, ReceiptsContract):
    pass
