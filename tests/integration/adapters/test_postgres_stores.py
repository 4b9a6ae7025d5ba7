"""Catalogue, analyses and scans on PostgreSQL keep their promises."""

from collections.abc import AsyncIterator
from functools import partial

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.contracts.agreement_contract import AgreementContract
from tests.contracts.analyses_contract import AnalysesContract
from tests.contracts.browsing_contract import BrowsingContract
from tests.contracts.catalogue_contract import CatalogueContract
from tests.contracts.favourites_contract import FavouritesContract
from tests.contracts.groups_contract import GroupsContract
from tests.contracts.narrowing_contract import NarrowingContract
from tests.contracts.scans_contract import ScansContract
from tests.support.databases import database_at, stores_on
from tests.support.postgres import stores_emptied
from tests.support.servers.postgres import Postgres
from tests.support.stores import OpenStores, Stores


@pytest.fixture(scope="module")
async def database(anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
    async with database_at(postgres.new_database()) as made:
        await made.migrate()
        yield made


class OnPostgres:
    @pytest.fixture
    def open_stores(self, database: Database) -> OpenStores:
        return partial(stores_emptied, database)

    @pytest.fixture
    async def stores(self, open_stores: OpenStores) -> AsyncIterator[Stores]:
        async with open_stores() as made:
            yield made

    @pytest.fixture
    async def broken(self) -> AsyncIterator[Stores]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield stores_on(database)


class TestPostgresCatalogue(OnPostgres, CatalogueContract):
    pass


class TestPostgresBrowsing(OnPostgres, BrowsingContract):
    pass


class TestPostgresAnalyses(OnPostgres, AnalysesContract):
    pass


class TestPostgresScans(OnPostgres, ScansContract):
    pass


class TestPostgresAgreesWithMemory(OnPostgres, AgreementContract):
    pass


class TestPostgresNarrowing(OnPostgres, NarrowingContract):
    pass


class TestPostgresGroups(OnPostgres, GroupsContract):
    pass


class TestPostgresFavourites(OnPostgres, FavouritesContract):
    pass
