"""Derived things in SQLite and on PostgreSQL are kept as promised."""

import pytest
from sqlalchemy import delete

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.derived import SqlDerived
from musicsim.adapters.sqlalchemy.derived_tables import derived as table
from tests.contracts.derived_contract import DerivedContract
from tests.support.sql_stores import OnPostgres, OnSqlite


async def _emptied(database: Database) -> SqlDerived:
    await database.write(lambda connection: connection.execute(delete(table)))
    return SqlDerived(database)


class _OnDerived(DerivedContract):
    @pytest.fixture
    async def derived(self, database: Database) -> SqlDerived:
        return await _emptied(database)

    @pytest.fixture
    def broken(self, nowhere: Database) -> SqlDerived:
        return SqlDerived(nowhere)


class TestSqliteDerived(OnSqlite, _OnDerived):
    pass


class TestPostgresDerived(OnPostgres, _OnDerived):
    pass
