"""Fingerprints in SQLite and on PostgreSQL are kept as promised."""

import pytest
from sqlalchemy import Connection, delete

from musicsim.adapters.sqlalchemy.analyses import SqlAnalyses
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.schema import metadata
from musicsim.adapters.sqlalchemy.segments import SqlSegments
from tests.contracts.segments_contract import SegmentsContract, Shelf
from tests.support.sql_stores import OnPostgres, OnSqlite


async def _emptied(database: Database) -> Shelf:
    def empty(connection: Connection) -> None:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))

    await database.write(empty)
    return Shelf(SqlSegments(database), SqlAnalyses(database), SqlCatalogue(database))


class _OnSegments(SegmentsContract):
    @pytest.fixture
    async def shelf(self, database: Database) -> Shelf:
        return await _emptied(database)

    @pytest.fixture
    def broken(self, nowhere: Database) -> SqlSegments:
        return SqlSegments(nowhere)


class TestSqliteSegments(OnSqlite, _OnSegments):
    pass


class TestPostgresSegments(OnPostgres, _OnSegments):
    pass
