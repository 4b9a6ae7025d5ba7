"""Derived things in SQLite and on PostgreSQL are kept as promised."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.derived import SqlDerived
from musicsim.adapters.sqlalchemy.derived_tables import derived as table
from tests.contracts.derived_contract import DerivedContract
from tests.support.databases import database_at
from tests.support.servers.postgres import Postgres
from tests.support.sqlite import opened


async def _emptied(database: Database) -> SqlDerived:
    await database.write(lambda connection: connection.execute(delete(table)))
    return SqlDerived(database)


class TestSqliteDerived(DerivedContract):
    @pytest.fixture(scope="class")
    async def database(self, anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
        async with opened(tmp_path_factory.mktemp("derived") / "musicsim.db") as made:
            await made.migrate()
            yield made

    @pytest.fixture
    async def derived(self, database: Database) -> SqlDerived:
        return await _emptied(database)

    @pytest.fixture
    async def broken(self, tmp_path: Path) -> AsyncIterator[SqlDerived]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield SqlDerived(database)


class TestPostgresDerived(DerivedContract):
    @pytest.fixture(scope="class")
    async def database(self, anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
        async with database_at(postgres.new_database()) as made:
            await made.migrate()
            yield made

    @pytest.fixture
    async def derived(self, database: Database) -> SqlDerived:
        return await _emptied(database)

    @pytest.fixture
    async def broken(self) -> AsyncIterator[SqlDerived]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield SqlDerived(database)
