"""What is kept of the outside, in SQLite, keeps its promises."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.spending import SqlSpending
from tests.contracts.outside_answers_contract import OutsideAnswersContract
from tests.contracts.outside_memory import OutsideMemory
from tests.contracts.outside_tracks_contract import OutsideTracksContract
from tests.contracts.outside_uploads_contract import OutsideUploadsContract
from tests.contracts.receipts_contract import ReceiptsContract
from tests.contracts.spending_contract import SpendingContract
from tests.support.kept_outside import emptied, outside_on
from tests.support.sqlite import opened


@pytest.fixture(scope="module")
async def database(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
    async with opened(tmp_path_factory.mktemp("beyond") / "musicsim.db") as made:
        await made.migrate()
        yield made


class OnSqlite:
    @pytest.fixture
    async def kept(self, database: Database) -> OutsideMemory:
        return await emptied(database)

    @pytest.fixture
    async def cut_off(self, tmp_path: Path) -> AsyncIterator[OutsideMemory]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield outside_on(database)


class TestSqliteOutsideAnswers(OnSqlite, OutsideAnswersContract):
    pass


class TestSqliteOutsideTracks(OnSqlite, OutsideTracksContract):
    pass


class TestSqliteOutsideUploads(OnSqlite, OutsideUploadsContract):
    pass


class TestSqliteReceipts(OnSqlite, ReceiptsContract):
    pass


class TestSqliteSpending(SpendingContract):
    @pytest.fixture
    async def spending(self, database: Database) -> SqlSpending:
        await emptied(database)
        return SqlSpending(database)
