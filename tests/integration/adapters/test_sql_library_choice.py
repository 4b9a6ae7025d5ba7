"""The chosen folder is kept as promised in SQLite and on PostgreSQL."""

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.library_choice import SqlLibraryChoice
from tests.contracts.library_choice_contract import LibraryChoiceContract
from tests.support.sql_stores import OnPostgres, OnSqlite


class _OnChoices(LibraryChoiceContract):
    @pytest.fixture
    def choice(self, database: Database) -> SqlLibraryChoice:
        return SqlLibraryChoice(database)

    @pytest.fixture
    def broken(self, nowhere: Database) -> SqlLibraryChoice:
        return SqlLibraryChoice(nowhere)


class TestSqliteLibraryChoice(OnSqlite, _OnChoices):
    pass


class TestPostgresLibraryChoice(OnPostgres, _OnChoices):
    pass
