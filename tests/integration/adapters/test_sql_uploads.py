"""What people brought, in SQLite and on PostgreSQL."""

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.uploads import SqlUploads
from tests.contracts.uploads_contract import Brought, UploadsContract
from tests.support.brought import brought_on
from tests.support.sql_stores import OnPostgres, OnSqlite


class _OnDatabase(UploadsContract):
    @pytest.fixture
    async def brought(self, database: Database) -> Brought:
        return await brought_on(database)

    @pytest.fixture
    def broken(self, nowhere: Database) -> SqlUploads:
        return SqlUploads(nowhere)


class TestSqliteUploads(OnSqlite, _OnDatabase):
    pass


class TestPostgresUploads(OnPostgres, _OnDatabase):
    pass
