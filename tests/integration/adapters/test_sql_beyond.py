"""What is kept of the outside, in SQLite and on PostgreSQL, keeps its promises."""

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.spending import SqlSpending
from tests.contracts.outside_answers_contract import OutsideAnswersContract
from tests.contracts.outside_memory import OutsideMemory
from tests.contracts.outside_tracks_contract import OutsideTracksContract
from tests.contracts.outside_uploads_contract import OutsideUploadsContract
from tests.contracts.receipts_contract import ReceiptsContract
from tests.contracts.spending_contract import SpendingContract
from tests.support.kept_outside import outside_on
from tests.support.sql_stores import OnPostgres, OnSqlite


class _Kept:
    @pytest.fixture
    async def kept(self, database: Database) -> OutsideMemory:
        return await outside_on(database).fill()

    @pytest.fixture
    def cut_off(self, nowhere: Database) -> OutsideMemory:
        return outside_on(nowhere)


class _Spending(SpendingContract):
    @pytest.fixture
    def spending(self, database: Database) -> SqlSpending:
        return SqlSpending(database)


class TestSqliteOutsideAnswers(OnSqlite, _Kept, OutsideAnswersContract):
    pass


class TestSqliteOutsideTracks(OnSqlite, _Kept, OutsideTracksContract):
    pass


class TestSqliteOutsideUploads(OnSqlite, _Kept, OutsideUploadsContract):
    pass


class TestSqliteReceipts(OnSqlite, _Kept, ReceiptsContract):
    pass


class TestSqliteSpending(OnSqlite, _Spending):
    pass


class TestPostgresOutsideAnswers(OnPostgres, _Kept, OutsideAnswersContract):
    pass


class TestPostgresOutsideTracks(OnPostgres, _Kept, OutsideTracksContract):
    pass


class TestPostgresOutsideUploads(OnPostgres, _Kept, OutsideUploadsContract):
    pass


class TestPostgresReceipts(OnPostgres, _Kept, ReceiptsContract):
    pass


class TestPostgresSpending(OnPostgres, _Spending):
    pass
