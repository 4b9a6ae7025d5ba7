"""Catalogue, analyses and scans in SQLite keep their promises."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from itertools import count
from pathlib import Path

import pytest

from tests.contracts.agreement_contract import AgreementContract
from tests.contracts.analyses_contract import AnalysesContract
from tests.contracts.browsing_contract import BrowsingContract
from tests.contracts.catalogue_contract import CatalogueContract
from tests.contracts.favourites_contract import FavouritesContract
from tests.contracts.groups_contract import GroupsContract
from tests.contracts.narrowing_contract import NarrowingContract
from tests.contracts.scans_contract import ScansContract
from tests.support.databases import stores_on
from tests.support.sqlite import make_template, opened, stores_copied
from tests.support.stores import OpenStores, Stores


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.db"
    make_template(path)
    return path


class OnSqlite:
    @pytest.fixture
    def open_stores(self, template: Path, tmp_path: Path) -> OpenStores:
        numbers = count()

        def opened() -> AbstractAsyncContextManager[Stores]:
            return stores_copied(template, tmp_path / f"{next(numbers)}.db")

        return opened

    @pytest.fixture
    async def stores(self, open_stores: OpenStores) -> AsyncIterator[Stores]:
        async with open_stores() as made:
            yield made

    @pytest.fixture
    async def broken(self, tmp_path: Path) -> AsyncIterator[Stores]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield stores_on(database)


class TestSqliteCatalogue(OnSqlite, CatalogueContract):
    pass


class TestSqliteBrowsing(OnSqlite, BrowsingContract):
    pass


class TestSqliteAnalyses(OnSqlite, AnalysesContract):
    pass


class TestSqliteScans(OnSqlite, ScansContract):
    pass


class TestSqliteAgreesWithMemory(OnSqlite, AgreementContract):
    pass


class TestSqliteNarrowing(OnSqlite, NarrowingContract):
    pass


class TestSqliteGroups(OnSqlite, GroupsContract):
    pass


class TestSqliteFavourites(OnSqlite, FavouritesContract):
    pass
