"""Looking for the pictures of albums on PostgreSQL keeps its promises."""

from collections.abc import AsyncIterator

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.contracts.artwork_searches_contract import ArtworkSearchesContract, Studio
from tests.support.databases import database_at
from tests.support.ears import emptied
from tests.support.servers.postgres import Postgres
from tests.support.studios import studio_on


@pytest.fixture(scope="module")
async def database(anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
    async with database_at(postgres.new_database()) as made:
        await made.migrate()
        yield made


class TestPostgresArtworkSearches(ArtworkSearchesContract):
    @pytest.fixture
    async def studio(self, database: Database) -> Studio:
        await emptied(database, filled=False)
        return studio_on(database)

    @pytest.fixture
    async def broken(self) -> AsyncIterator[Studio]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield studio_on(database)
