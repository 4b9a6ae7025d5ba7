"""Hub numbers in SQLite and on PostgreSQL are kept as promised."""

import pytest
from sqlalchemy import text

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.hubs import SqlHubs, outdated_statement, unmeasured_statement
from tests.contracts.hubs_contract import SPACE, HubsContract
from tests.support.databases import stores_on
from tests.support.sql_stores import OnPostgres, OnSqlite
from tests.support.stores import Stores


class _OnHubs(HubsContract):
    @pytest.fixture
    def stores(self, database: Database) -> Stores:
        return stores_on(database)

    @pytest.fixture
    def hubs(self, database: Database) -> SqlHubs:
        return SqlHubs(database)

    @pytest.fixture
    def broken_hubs(self, nowhere: Database) -> SqlHubs:
        return SqlHubs(nowhere)


class TestSqliteHubs(OnSqlite, _OnHubs):
    @pytest.mark.parametrize("statement", [unmeasured_statement(SPACE, 9), outdated_statement(SPACE, 9, 5)])
    async def test_what_is_due_is_read_from_an_index(self, database: Database, statement):
        compiled = statement.compile(
            dialect=(await database.read(lambda connection: connection.dialect)), compile_kwargs={"literal_binds": True}
        )
        plan = await database.rows(text(f"EXPLAIN QUERY PLAN {compiled}"))
        assert all("USING INDEX ix_embeddings" in row.detail for row in plan), plan


class TestPostgresHubs(OnPostgres, _OnHubs):
    pass
