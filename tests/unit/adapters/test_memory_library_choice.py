"""The chosen folder in memory is kept as promised, and so it is by who remembers it."""

import pytest

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.library_choice import MemoryLibraryChoice
from musicsim.adapters.mounted.remembered_choice import RememberedChoice
from tests.contracts.library_choice_contract import LibraryChoiceContract


class TestMemoryLibraryChoice(LibraryChoiceContract):
    @pytest.fixture
    def choice(self) -> MemoryLibraryChoice:
        return MemoryLibraryChoice(MemoryDatabase())

    @pytest.fixture
    def broken(self) -> MemoryLibraryChoice:
        return MemoryLibraryChoice(MemoryDatabase(reachable=False))


class TestRememberedChoice(LibraryChoiceContract):
    @pytest.fixture
    def choice(self) -> RememberedChoice:
        return RememberedChoice(MemoryLibraryChoice(MemoryDatabase()))

    @pytest.fixture
    def broken(self) -> RememberedChoice:
        return RememberedChoice(MemoryLibraryChoice(MemoryDatabase(reachable=False)))

    async def test_what_another_process_chose_is_seen_a_second_later(self):
        kept, times = MemoryLibraryChoice(MemoryDatabase()), iter([0.0, 0.0, 0.9, 1.1, 1.1])
        remembered = RememberedChoice(kept, lambda: next(times))
        assert await remembered.folder() is None
        await kept.choose("/srv/music")
        assert await remembered.folder() is None
        assert await remembered.folder() == "/srv/music"

    async def test_asked_afresh_it_knows_at_once(self):
        kept = MemoryLibraryChoice(MemoryDatabase())
        remembered = RememberedChoice(kept, lambda: 0.0)
        await remembered.folder()
        await kept.choose("/srv/music")
        assert await remembered.folder(afresh=True) == "/srv/music"
        assert await remembered.folder() == "/srv/music"
