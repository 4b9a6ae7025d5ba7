"""Playlists on PostgreSQL, and finding tracks for them, keep their promises."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.contracts.playlists_contract import OpenShelf, PlaylistsContract, Shelf
from tests.contracts.track_finder_contract import Finding, TrackFinderContract
from tests.support.databases import database_at
from tests.support.servers.postgres import Postgres
from tests.support.shelves import emptied, finding_on, shelf_on


@pytest.fixture(scope="module")
async def database(anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
    async with database_at(postgres.new_database()) as made:
        await made.migrate()
        yield made


class TestPostgresPlaylists(PlaylistsContract):
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
    async def broken(self) -> AsyncIterator[Shelf]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield shelf_on(database)


class TestPostgresTrackFinder(TrackFinderContract):
    @pytest.fixture
    async def finding(self, database: Database) -> Finding:
        await emptied(database)
        return finding_on(database)

    @pytest.fixture
    async def cut_off(self) -> AsyncIterator[Finding]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield finding_on(database)
