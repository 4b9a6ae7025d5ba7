"""Plays and looks for pictures in SQLite keep their promises."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.contracts.artworks_contract import ArtworksContract
from tests.contracts.plays_contract import Ear, OpenEar, PlaysContract
from tests.support.ears import ear_on, emptied
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
