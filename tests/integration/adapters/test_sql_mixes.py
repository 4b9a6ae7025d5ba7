"""Mixes in SQLite and on PostgreSQL are kept as promised."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert

from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.mixes import SqlMixes
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.schema import metadata
from tests.contracts.mixes_contract import ANN, BOB, MixesContract
from tests.support.databases import database_at
from tests.support.samples import DAY, a_track
from tests.support.servers.postgres import Postgres
from tests.support.sqlite import opened


async def _emptied(database: Database) -> SqlMixes:
    await database.write(_empty)
    await SqlCatalogue(database).save([a_track(1, key="one.mp3"), a_track(2, key="two.mp3")])
    return SqlMixes(database)


def _empty(connection: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))
    plain = {"role": "listener", "password": "", "one_time": False, "created_at": DAY}
    connection.execute(insert(users), [{"id": each, "name": each, "name_key": each} | plain for each in (ANN, BOB)])


class TestSqliteMixes(MixesContract):
    @pytest.fixture(scope="class")
    async def database(self, anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
        async with opened(tmp_path_factory.mktemp("mixes") / "musicsim.db") as made:
            await made.migrate()
            yield made

    @pytest.fixture
    async def mixes(self, database: Database) -> SqlMixes:
        return await _emptied(database)

    @pytest.fixture
    async def broken(self, tmp_path: Path) -> AsyncIterator[SqlMixes]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield SqlMixes(database)


class TestPostgresMixes(MixesContract):
    @pytest.fixture(scope="class")
    async def database(self, anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
        async with database_at(postgres.new_database()) as made:
            await made.migrate()
            yield made

    @pytest.fixture
    async def mixes(self, database: Database) -> SqlMixes:
        return await _emptied(database)

    @pytest.fixture
    async def broken(self) -> AsyncIterator[SqlMixes]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield SqlMixes(database)
