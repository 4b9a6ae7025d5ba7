"""What people brought, on PostgreSQL."""

from collections.abc import AsyncIterator

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.uploads import SqlUploads
from musicsim.ports.uploads import Uploads
from tests.contracts.uploads_contract import Brought, UploadsContract
from tests.support.brought import brought_on
from tests.support.databases import database_at
from tests.support.postgres import stores_emptied
from tests.support.servers.postgres import Postgres


@pytest.fixture(scope="module")
async def database(anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
    async with database_at(postgres.new_database()) as made:
        await made.migrate()
        yield made


class TestPostgresUploads(UploadsContract):
    @pytest.fixture
    async def brought(self, database: Database) -> AsyncIterator[Brought]:
        async with stores_emptied(database):
            yield await brought_on(database)

    @pytest.fixture
    async def broken(self) -> AsyncIterator[Uploads]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield SqlUploads(database)
