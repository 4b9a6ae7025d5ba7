"""What is kept of the outside, in SQLite, keeps its promises."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete

from musicsim.adapters.sqlalchemy.beyond_tables import spending as sums
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.spending import SqlSpending
from tests.contracts.spending_contract import SpendingContract
from tests.support.sqlite import opened


@pytest.fixture(scope="module")
async def database(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
    async with opened(tmp_path_factory.mktemp("beyond") / "musicsim.db") as made:
        await made.migrate()
        yield made


class TestSqliteSpending(SpendingContract):
    @pytest.fixture
    async def spending(self, database: Database) -> SqlSpending:
        await database.write(lambda connection: connection.execute(delete(sums)))
        return SqlSpending(database)
