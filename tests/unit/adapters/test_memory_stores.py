"""Catalogue, analyses and scans in memory keep their promises."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from musicsim.adapters.memory.database import MemoryDatabase
from tests.contracts.analyses_contract import AnalysesContract
from tests.contracts.browsing_contract import BrowsingContract
from tests.contracts.catalogue_contract import CatalogueContract
from tests.contracts.favourites_contract import FavouritesContract
from tests.contracts.groups_contract import GroupsContract
from tests.contracts.narrowing_contract import NarrowingContract
from tests.contracts.scans_contract import ScansContract
from tests.support.in_memory import stores_on
from tests.support.stores import OpenStores, Stores


class InMemory:
    @pytest.fixture
    def stores(self) -> Stores:
        return stores_on(MemoryDatabase())

    @pytest.fixture
    def open_stores(self) -> OpenStores:
        @asynccontextmanager
        async def opened() -> AsyncIterator[Stores]:
            yield stores_on(MemoryDatabase())

        return opened

    @pytest.fixture
    def broken(self) -> Stores:
        return stores_on(MemoryDatabase(reachable=False))


class TestMemoryCatalogue(InMemory, CatalogueContract):
    pass


class TestMemoryBrowsing(InMemory, BrowsingContract):
    pass


class TestMemoryAnalyses(InMemory, AnalysesContract):
    pass


class TestMemoryScans(InMemory, ScansContract):
    pass


class TestMemoryNarrowing(InMemory, NarrowingContract):
    pass


class TestMemoryGroups(InMemory, GroupsContract):
    pass


class TestMemoryFavourites(InMemory, FavouritesContract):
    pass
