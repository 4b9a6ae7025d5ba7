"""Mixes in SQLite and on PostgreSQL are kept as promised."""

import pytest

from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.mixes import SqlMixes
from tests.contracts.mixes_contract import ANN, BOB, MixesContract
from tests.support.databases import move_in
from tests.support.samples import a_track
from tests.support.sql_stores import OnPostgres, OnSqlite


class _OnMixes(MixesContract):
    @pytest.fixture
    async def mixes(self, database: Database) -> SqlMixes:
        await move_in(database, ANN, BOB)
        await SqlCatalogue(database).save([a_track(1, key="one.mp3"), a_track(2, key="two.mp3")])
        return SqlMixes(database)

    @pytest.fixture
    def broken(self, nowhere: Database) -> SqlMixes:
        return SqlMixes(nowhere)


class TestSqliteMixes(OnSqlite, _OnMixes):
    pass


class TestPostgresMixes(OnPostgres, _OnMixes):
    pass
