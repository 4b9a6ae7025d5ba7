"""Fingerprints in SQLite and on PostgreSQL are kept as promised."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete

from musicsim.adapters.sqlalchemy.analyses import SqlAnalyses
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.schema import metadata
from musicsim.adapters.sqlalchemy.segments import SqlSegments
from tests.contracts.segments_contract import SegmentsContract, Shelf
from tests.support.databases import database_at
from tests.support.servers.postgres import Postgres
from tests.support.sqlite import opened


async def _emptied(database: Database) -> Shelf:
    def empty(connection: Connection) -> None:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))

    await database.write(empty)
    return Shelf(SqlSegments(database), SqlAnalyses(database), SqlCatalogue(database))


class TestSqliteSegments(SegmentsContract):
    @pytest.fixture(scope="class")
    async def database(self, anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
        async with opened(tmp_path_factory.mktemp("segments") / "musicsim.db") as made:
            await made.migrate()
            yield made

    @pytest.fixture
    async def shelf(self, database: Database) -> Shelf:
        return await _emptied(database)

    @pytest.fixture
    async def broken(self, tmp_path: Path) -> AsyncIterator[SqlSegments]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield SqlSegments(database)


class TestPostgresSegments(SegmentsContract):
    @pytest.fixture(scope="class")
    async def database(self, anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
        async with database_at(postgres.new_database()) as made:
            await made.migrate()
            yield made

    @pytest.fixture
    async def shelf(self, database: Database) -> Shelf:
        return await _emptied(database)

    @pytest.fixture
    async def broken(self) -> AsyncIterator[SqlSegments]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield SqlSegments(database)
