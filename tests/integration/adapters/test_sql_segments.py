"""Fingerprints in SQLite and on PostgreSQL are kept as promised."""

import pytest

from musicsim.adapters.sqlalchemy.analyses import SqlAnalyses
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.segments import SqlSegments
from tests.contracts.segments_contract import SegmentsContract, Shelf
from tests.support.sql_stores import OnPostgres, OnSqlite


class _OnSegments(SegmentsContract):
    @pytest.fixture
    def shelf(self, database: Database) -> Shelf:
        return Shelf(SqlSegments(database), SqlAnalyses(database), SqlCatalogue(database))

    @pytest.fixture
    def broken(self, nowhere: Database) -> SqlSegments:
        return SqlSegments(nowhere)


class TestSqliteSegments(OnSqlite, _OnSegments):
    pass


class TestPostgresSegments(OnPostgres, _OnSegments):
    pass
