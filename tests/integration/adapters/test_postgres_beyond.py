"""What is kept of the outside, on PostgreSQL, keeps its promises."""

from collections.abc import AsyncIterator

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.spending import SqlSpending
from tests.contracts.outside_answers_contract import OutsideAnswersContract
from tests.contracts.outside_memory import OutsideMemory
from tests.contracts.outside_tracks_contract import OutsideTracksContract
from tests.contracts.outside_uploads_contract import OutsideUploadsContract
from tests.contracts.receipts_contract import ReceiptsContract
from tests.contracts.spending_contract import SpendingContract
from tests.support.databases import database_at
from tests.support.kept_outside import emptied, outside_on
from tests.support.servers.postgres import Postgres


@pytest.fixture(scope="module")
async def database(anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
    async with database_at(postgres.new_database()) as made:
        await made.migrate()
        yield made


class OnPostgres:
    @pytest.fixture
    async def kept(self, database: Database) -> OutsideMemory:
        return await emptied(database)

    @pytest.fixture
    async def cut_off(self) -> AsyncIterator[OutsideMemory]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield outside_on(database)


class TestPostgresOutsideAnswers(OnPostgres, OutsideAnswersContract):
    pass


class TestPostgresOutsideTracks(OnPostgres, OutsideTracksContract):
    pass


class TestPostgresOutsideUploads(OnPostgres, OutsideUploadsContract):
    pass


class TestPostgresReceipts(OnPostgres, ReceiptsContract):
    pass


class TestPostgresSpending(SpendingContract):
    @pytest.fixture
    async def spending(self, database: Database) -> SqlSpending:
        await emptied(database)
        return SqlSpending(database)
