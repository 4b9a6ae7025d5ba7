"""Plays and looks for pictures in SQLite keep their promises."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Select, text

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.plays import most_played_statement, recent_statement
from tests.contracts.artworks_contract import ArtworksContract
from tests.contracts.plays_contract import ANN, Ear, OpenEar, PlaysContract
from tests.support.ears import ear_on, emptied
from tests.support.samples import DAY
from tests.support.sqlite import opened


@pytest.fixture(scope="module")
async def database(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
    async with opened(tmp_path_factory.mktemp("listening") / "musicsim.db") as made:
        await made.migrate()
        yield made


class OnSqlite:
    @pytest.fixture
    async def ear(self, database: Database) -> Ear:
        return await emptied(database)

    @pytest.fixture
    def open_ear(self, database: Database) -> OpenEar:
        @asynccontextmanager
        async def once_more() -> AsyncIterator[Ear]:
            yield await emptied(database)

        return once_more

    @pytest.fixture
    async def broken(self, tmp_path: Path) -> AsyncIterator[Ear]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield ear_on(database)


class TestSqlitePlays(OnSqlite, PlaysContract):
    pass


class TestSqliteArtworks(OnSqlite, ArtworksContract):
    pass


@pytest.mark.parametrize(
    "statement", [recent_statement(ANN, 50), most_played_statement(ANN, 50, None), most_played_statement(ANN, 50, DAY)]
)
async def test_counting_looks_at_one_index_only(database: Database, statement: Select[Any]):
    """Of 200,000 plays, 70 ms against 320 with a look at each row."""
    await emptied(database)

    def plan(connection: Connection) -> str:
        sql = statement.compile(connection, compile_kwargs={"literal_binds": True})
        return " ".join(row[-1] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {sql}")))

    assert "COVERING INDEX ix_plays_track" in await database.read(plan)
