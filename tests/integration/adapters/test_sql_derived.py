"""Derived things in SQLite and on PostgreSQL are kept as promised."""

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.derived import SqlDerived
from tests.contracts.derived_contract import DerivedContract
from tests.support.sql_stores import OnPostgres, OnSqlite


class _OnDerived(DerivedContract):
    @pytest.fixture
    def derived(self, database: Database) -> SqlDerived:
        return SqlDerived(database)

    @pytest.fixture
    def broken(self, nowhere: Database) -> SqlDerived:
        return SqlDerived(nowhere)


class TestSqliteDerived(OnSqlite, _OnDerived):
    pass


class TestPostgresDerived(OnPostgres, _OnDerived):
    pass
