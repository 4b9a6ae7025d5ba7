"""Looking for the pictures of albums in memory keeps its promises."""

import pytest

from musicsim.adapters.memory.album_pictures import MemoryAlbumPictures
from musicsim.adapters.memory.analyses import MemoryAnalyses
from musicsim.adapters.memory.artwork_searches import MemoryArtworkSearches
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.plays import MemoryPlays
from tests.contracts.artwork_searches_contract import ArtworkSearchesContract, Studio


def studio_on(database: MemoryDatabase) -> Studio:
    plays = MemoryPlays(database)
    return Studio(
        MemoryArtworkSearches(database, plays),
        MemoryAlbumPictures(database),
        MemoryCatalogue(database),
        MemoryAnalyses(database),
        plays,
    )


class TestMemoryArtworkSearches(ArtworkSearchesContract):
    @pytest.fixture
    def studio(self) -> Studio:
        return studio_on(MemoryDatabase())

    @pytest.fixture
    def broken(self) -> Studio:
        return studio_on(MemoryDatabase(reachable=False))
