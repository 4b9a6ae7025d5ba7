"""Looking for the pictures of albums in SQLite and on PostgreSQL keeps its promises."""

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.contracts.artwork_searches_contract import ArtworkSearchesContract, Studio
from tests.contracts.plays_contract import ANN, BOB
from tests.support.databases import move_in
from tests.support.sql_stores import OnPostgres, OnSqlite
from tests.support.studios import studio_on


class _OnDatabase(ArtworkSearchesContract):
    @pytest.fixture
    async def studio(self, database: Database) -> Studio:
        await move_in(database, ANN, BOB)
        return studio_on(database)

    @pytest.fixture
    def broken(self, nowhere: Database) -> Studio:
        return studio_on(nowhere)


class TestSqliteArtworkSearches(OnSqlite, _OnDatabase):
    pass


class TestPostgresArtworkSearches(OnPostgres, _OnDatabase):
    pass
