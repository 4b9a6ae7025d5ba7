"""Looking for the pictures of albums in SQLite keeps its promises."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.contracts.artwork_searches_contract import ArtworkSearchesContract, Studio
from tests.support.ears import emptied
from tests.support.sqlite import opened
from tests.support.studios import studio_on


@pytest.fixture(scope="module")
async def database(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
    async with opened(tmp_path_factory.mktemp("studio") / "musicsim.db") as made:
        await made.migrate()
        yield made


class TestSqliteArtworkSearches(ArtworkSearchesContract):
    @pytest.fixture
    async def studio(self, database: Database) -> Studio:
        await emptied(database, filled=False)
        return studio_on(database)

    @pytest.fixture
    async def broken(self, tmp_path: Path) -> AsyncIterator[Studio]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield studio_on(database)
