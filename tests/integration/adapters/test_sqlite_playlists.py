"""Playlists in SQLite, and finding tracks for them, keep their promises."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.contracts.playlists_contract import OpenShelf, PlaylistsContract, Shelf
from tests.contracts.track_finder_contract import Finding, TrackFinderContract
from tests.support.shelves import emptied, finding_on, shelf_on
from tests.support.sqlite import opened


@pytest.fixture(scope="module")
async def database(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
    async with opened(tmp_path_factory.mktemp("playlists") / "musicsim.db") as made:
        await made.migrate()
        yield made


class TestSqlitePlaylists(PlaylistsContract):
    @pytest.fixture
    async def shelf(self, database: Database) -> Shelf:
        return await emptied(database)

    @pytest.fixture
    def open_shelf(self, database: Database) -> OpenShelf:
        @asynccontextmanager
        async def once_more() -> AsyncIterator[Shelf]:
            yield await emptied(database)

        return once_more

    @pytest.fixture
    async def broken(self, tmp_path: Path) -> AsyncIterator[Shelf]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield shelf_on(database)


class TestSqliteTrackFinder(TrackFinderContract):
    @pytest.fixture
    async def finding(self, database: Database) -> Finding:
        await emptied(database)
        return finding_on(database)

    @pytest.fixture
    async def cut_off(self, tmp_path: Path) -> AsyncIterator[Finding]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield finding_on(database)
