"""What is kept of the outside, on PostgreSQL, keeps its promises."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete

from musicsim.adapters.sqlalchemy.beyond_tables import spending as sums
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.spending import SqlSpending
from tests.contracts.spending_contract import SpendingContract
from tests.support.databases import database_at
from tests.support.servers.postgres import Postgres


@pytest.fixture(scope="module")
async def database(anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
    async with database_at(postgres.new_database()) as made:
        await made.migrate()
        yield made


class TestPostgresSpending(SpendingContract):
    @pytest.fixture
    async def spending(self, database: Database) -> SqlSpending:
        await database.write(lambda connection: connection.execute(delete(sums)))
        return SqlSpending(database)
