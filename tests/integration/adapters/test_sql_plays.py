"""Plays and looks for pictures in SQLite and on PostgreSQL keep their promises."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Select, text

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.plays import most_played_statement, recent_statement
from tests.contracts.artworks_contract import ArtworksContract
from tests.contracts.plays_contract import ANN, Ear, OpenEar, PlaysContract
from tests.support.ears import ear_anew, ear_on
from tests.support.samples import DAY
from tests.support.sql_stores import OnPostgres, OnSqlite


class _Ears:
    @pytest.fixture
    async def ear(self, database: Database) -> Ear:
        return await ear_anew(database)

    @pytest.fixture
    def open_ear(self, database: Database) -> OpenEar:
        @asynccontextmanager
        async def once_more() -> AsyncIterator[Ear]:
            yield await ear_anew(database)

        return once_more

    @pytest.fixture
    def broken(self, nowhere: Database) -> Ear:
        return ear_on(nowhere)


class TestSqlitePlays(OnSqlite, _Ears, PlaysContract):
    pass


class TestSqliteArtworks(OnSqlite, _Ears, ArtworksContract):
    pass


class TestPostgresPlays(OnPostgres, _Ears, PlaysContract):
    pass


class TestPostgresArtworks(OnPostgres, _Ears, ArtworksContract):
    pass


@pytest.mark.parametrize(
    "statement", [recent_statement(ANN, 50), most_played_statement(ANN, 50, None), most_played_statement(ANN, 50, DAY)]
)
async def test_counting_looks_at_one_index_only(sqlite: Database, statement: Select[Any]):
    """Of 200,000 plays, 70 ms against 320 with a look at each row."""

    def plan(connection: Connection) -> str:
        sql = statement.compile(connection, compile_kwargs={"literal_binds": True})
        return " ".join(row[-1] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {sql}")))

    assert "COVERING INDEX ix_plays_track" in await sqlite.read(plan)
