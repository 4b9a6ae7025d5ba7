"""Plays and looks for pictures on PostgreSQL keep their promises."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.contracts.artworks_contract import ArtworksContract
from tests.contracts.plays_contract import Ear, OpenEar, PlaysContract
from tests.support.databases import database_at
from tests.support.ears import ear_on, emptied
from tests.support.servers.postgres import Postgres


@pytest.fixture(scope="module")
async def database(anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
    async with database_at(postgres.new_database()) as made:
        await made.migrate()
        yield made


class OnPostgres:
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
    async def broken(self) -> AsyncIterator[Ear]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield ear_on(database)


class TestPostgresPlays(OnPostgres, PlaysContract):
    pass


class TestPostgresArtworks(OnPostgres, ArtworksContract):
    pass
