"""Databases that contracts of stores run on: an empty one for each test, and one that cannot be reached."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.support.databases import database_at, emptied, stores_emptied, stores_on
from tests.support.sqlite import opened
from tests.support.stores import OpenStores, Stores


class OnSqlite:
    @pytest.fixture
    async def database(self, sqlite: Database) -> Database:
        return await emptied(sqlite)

    @pytest.fixture
    async def nowhere(self, tmp_path: Path) -> AsyncIterator[Database]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield database


class OnPostgres:
    @pytest.fixture
    async def database(self, postgresql: Database) -> Database:
        return await emptied(postgresql)

    @pytest.fixture
    async def nowhere(self) -> AsyncIterator[Database]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield database


class AllStores:
    """What contracts of the library's stores ask for, on the database that another base supplies."""

    @pytest.fixture
    def stores(self, database: Database) -> Stores:
        return stores_on(database)

    @pytest.fixture
    def open_stores(self, database: Database) -> OpenStores:
        return partial(stores_emptied, database)

    @pytest.fixture
    def broken(self, nowhere: Database) -> Stores:
        return stores_on(nowhere)
