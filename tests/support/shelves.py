"""Playlists on a database, whichever it is, with the people who may have some."""

from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.playlists import SqlPlaylists
from musicsim.adapters.sqlalchemy.track_finder import SqlTrackFinder
from tests.contracts.playlists_contract import ANN, BOB, Shelf
from tests.contracts.track_finder_contract import Finding
from tests.support.databases import emptied, move_in


def shelf_on(database: Database) -> Shelf:
    return Shelf(SqlPlaylists(database), SqlCatalogue(database))


def finding_on(database: Database) -> Finding:
    return Finding(SqlTrackFinder(database), SqlCatalogue(database))


async def shelf_anew(database: Database) -> Shelf:
    """A shelf in a database that is emptied first, but for two people."""
    await move_in(await emptied(database), ANN, BOB)
    return shelf_on(database)
