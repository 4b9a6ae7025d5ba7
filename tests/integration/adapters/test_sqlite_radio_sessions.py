"""Radio sessions in SQLite keep their promises."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.radio_sessions import SqlRadioSessions
from tests.contracts.radio_sessions_contract import RadioSessionsContract
from tests.support.radio import sessions_on
from tests.support.sqlite import opened


@pytest.fixture(scope="module")
async def database(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
    async with opened(tmp_path_factory.mktemp("radio") / "musicsim.db") as made:
        await made.migrate()
        yield made


class TestSqliteRadioSessions(RadioSessionsContract):
    @pytest.fixture
    async def sessions(self, database: Database) -> SqlRadioSessions:
        return await sessions_on(database)

    @pytest.fixture
    async def broken(self, tmp_path: Path) -> AsyncIterator[SqlRadioSessions]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield SqlRadioSessions(database)
