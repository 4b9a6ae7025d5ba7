"""Mixes in SQLite and on PostgreSQL are kept as promised."""

import pytest
from sqlalchemy import Connection, delete, insert

from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.mixes import SqlMixes
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.schema import metadata
from tests.contracts.mixes_contract import ANN, BOB, MixesContract
from tests.support.samples import DAY, a_track
from tests.support.sql_stores import OnPostgres, OnSqlite


async def _emptied(database: Database) -> SqlMixes:
    await database.write(_empty)
    await SqlCatalogue(database).save([a_track(1, key="one.mp3"), a_track(2, key="two.mp3")])
    return SqlMixes(database)


def _empty(connection: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))
    plain = {"role": "listener", "password": "", "one_time": False, "created_at": DAY}
    connection.execute(insert(users), [{"id": each, "name": each, "name_key": each} | plain for each in (ANN, BOB)])


class _OnMixes(MixesContract):
    @pytest.fixture
    async def mixes(self, database: Database) -> SqlMixes:
        return await _emptied(database)

    @pytest.fixture
    def broken(self, nowhere: Database) -> SqlMixes:
        return SqlMixes(nowhere)


class TestSqliteMixes(OnSqlite, _OnMixes):
    pass


class TestPostgresMixes(OnPostgres, _OnMixes):
    pass
