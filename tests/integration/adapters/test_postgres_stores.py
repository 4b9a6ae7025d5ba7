"""Catalogue, analyses and scans on PostgreSQL keep their promises."""

from sqlalchemy import delete, event, select
from sqlalchemy.util import await_only

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.explorer_tables import favourites
from musicsim.domain.model.favourite import Favourite
from tests.contracts.agreement_contract import AgreementContract
from tests.contracts.analyses_contract import AnalysesContract
from tests.contracts.browsing_contract import BrowsingContract
from tests.contracts.catalogue_contract import CatalogueContract
from tests.contracts.favourites_contract import ANN, LATER, FavouritesContract, two_people
from tests.contracts.groups_contract import GroupsContract
from tests.contracts.narrowing_contract import NarrowingContract
from tests.contracts.scans_contract import ScansContract
from tests.support.samples import DAY, track_id
from tests.support.sql_stores import AllStores, OnPostgres
from tests.support.stores import Stores


class TestPostgresCatalogue(OnPostgres, AllStores, CatalogueContract):
    pass


class TestPostgresBrowsing(OnPostgres, AllStores, BrowsingContract):
    pass


class TestPostgresAnalyses(OnPostgres, AllStores, AnalysesContract):
    pass


class TestPostgresScans(OnPostgres, AllStores, ScansContract):
    pass


class TestPostgresAgreesWithMemory(OnPostgres, AllStores, AgreementContract):
    pass


class TestPostgresNarrowing(OnPostgres, AllStores, NarrowingContract):
    pass


class TestPostgresGroups(OnPostgres, AllStores, GroupsContract):
    pass


class TestPostgresFavourites(OnPostgres, AllStores, FavouritesContract):
    async def test_a_mark_that_is_there_is_held_until_it_is_told(self, database: Database, stores: Stores):
        """Whoever took it away in between would make a known track look unknown; here they do so if they can."""
        await two_people(stores)
        await stores.favourites.add(ANN, track_id(1), DAY)
        free = select(favourites.c.track_id).with_for_update(skip_locked=True)
        taking = delete(favourites).where(favourites.c.track_id.in_(free))

        def between(_connection: object, _cursor: object, sql: str, *_: object) -> None:
            if sql.startswith("INSERT INTO favourites"):
                await_only(database.write(lambda connection: connection.execute(taking)))

        engine = database._engine._engine.sync_engine
        event.listen(engine, "after_cursor_execute", between)
        try:
            told = await stores.favourites.add(ANN, track_id(1), LATER)
        finally:
            event.remove(engine, "after_cursor_execute", between)
        assert told == Favourite(track_id(1), DAY)
