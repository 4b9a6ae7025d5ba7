"""Catalogue, analyses and scans in SQLite keep their promises."""

from tests.contracts.agreement_contract import AgreementContract
from tests.contracts.analyses_contract import AnalysesContract
from tests.contracts.browsing_contract import BrowsingContract
from tests.contracts.catalogue_contract import CatalogueContract
from tests.contracts.favourites_contract import FavouritesContract
from tests.contracts.groups_contract import GroupsContract
from tests.contracts.narrowing_contract import NarrowingContract
from tests.contracts.scans_contract import ScansContract
from tests.support.sql_stores import AllStores, OnSqlite


class TestSqliteCatalogue(OnSqlite, AllStores, CatalogueContract):
    pass


class TestSqliteBrowsing(OnSqlite, AllStores, BrowsingContract):
    pass


class TestSqliteAnalyses(OnSqlite, AllStores, AnalysesContract):
    pass


class TestSqliteScans(OnSqlite, AllStores, ScansContract):
    pass


class TestSqliteAgreesWithMemory(OnSqlite, AllStores, AgreementContract):
    pass


class TestSqliteNarrowing(OnSqlite, AllStores, NarrowingContract):
    pass


class TestSqliteGroups(OnSqlite, AllStores, GroupsContract):
    pass


class TestSqliteFavourites(OnSqlite, AllStores, FavouritesContract):
    pass
