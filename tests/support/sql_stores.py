"""Databases that contracts of one store each run on: a migrated one a class, and one that cannot be reached."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.support.databases import database_at
from tests.support.servers.postgres import Postgres
from tests.support.sqlite import opened


class OnSqlite:
    @pytest.fixture(scope="class")
    async def database(self, anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
        async with opened(tmp_path_factory.mktemp("store") / "musicsim.db") as made:
            await made.migrate()
            yield made

    @pytest.fixture
    async def nowhere(self, tmp_path: Path) -> AsyncIterator[Database]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield database


class OnPostgres:
    @pytest.fixture(scope="class")
    async def database(self, anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
        async with database_at(postgres.new_database()) as made:
            await made.migrate()
            yield made

    @pytest.fixture
    async def nowhere(self) -> AsyncIterator[Database]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield database
