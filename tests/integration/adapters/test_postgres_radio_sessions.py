"""Radio sessions on PostgreSQL keep their promises."""

from collections.abc import AsyncIterator

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.radio_sessions import SqlRadioSessions
from tests.contracts.radio_sessions_contract import RadioSessionsContract
from tests.support.databases import database_at
from tests.support.radio import sessions_on
from tests.support.servers.postgres import Postgres


@pytest.fixture(scope="module")
async def database(anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
    async with database_at(postgres.new_database()) as made:
        await made.migrate()
        yield made


class TestPostgresRadioSessions(RadioSessionsContract):
    @pytest.fixture
    async def sessions(self, database: Database) -> SqlRadioSessions:
        return await sessions_on(database)

    @pytest.fixture
    async def broken(self) -> AsyncIterator[SqlRadioSessions]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield SqlRadioSessions(database)
