"""Hub numbers in SQLite and on PostgreSQL are kept as promised."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.hubs import SqlHubs, outdated_statement, unmeasured_statement
from tests.contracts.hubs_contract import SPACE, HubsContract
from tests.support.databases import database_at
from tests.support.postgres import stores_emptied
from tests.support.servers.postgres import Postgres
from tests.support.sqlite import opened
from tests.support.stores import Stores


class OnDatabase(HubsContract):
    """Subclasses supply the fixtures `database`, migrated, and `away`, which does not answer."""

    @pytest.fixture
    async def stores(self, database: Database) -> AsyncIterator[Stores]:
        async with stores_emptied(database) as made:
            yield made

    @pytest.fixture
    def hubs(self, database: Database) -> SqlHubs:
        return SqlHubs(database)

    @pytest.fixture
    def broken_hubs(self, away: Database) -> SqlHubs:
        return SqlHubs(away)


class TestSqliteHubs(OnDatabase):
    @pytest.fixture(scope="class")
    async def database(self, anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
        async with opened(tmp_path_factory.mktemp("hubs") / "musicsim.db") as made:
            await made.migrate()
            yield made

    @pytest.fixture
    async def away(self, tmp_path: Path) -> AsyncIterator[Database]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield database

    @pytest.mark.parametrize("statement", [unmeasured_statement(SPACE, 9), outdated_statement(SPACE, 9, 5)])
    async def test_what_is_due_is_read_from_an_index(self, database: Database, statement):
        compiled = statement.compile(
            dialect=(await database.read(lambda connection: connection.dialect)), compile_kwargs={"literal_binds": True}
        )
        plan = await database.rows(text(f"EXPLAIN QUERY PLAN {compiled}"))
        assert all("USING INDEX ix_embeddings" in row.detail for row in plan), plan


class TestPostgresHubs(OnDatabase):
    @pytest.fixture(scope="class")
    async def database(self, anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
        async with database_at(postgres.new_database()) as made:
            await made.migrate()
            yield made

    @pytest.fixture
    async def away(self) -> AsyncIterator[Database]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield database
