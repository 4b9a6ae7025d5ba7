"""Playlists on a database, whichever it is, with the people who may have some."""

from sqlalchemy import Connection, delete, insert

from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.playlists import SqlPlaylists
from musicsim.adapters.sqlalchemy.schema import metadata
from musicsim.adapters.sqlalchemy.track_finder import SqlTrackFinder
from tests.contracts.playlists_contract import ANN, BOB, Shelf
from tests.contracts.track_finder_contract import Finding
from tests.support.samples import DAY


def shelf_on(database: Database) -> Shelf:
    return Shelf(SqlPlaylists(database), SqlCatalogue(database))


def finding_on(database: Database) -> Finding:
    return Finding(SqlTrackFinder(database), SqlCatalogue(database))


async def emptied(database: Database) -> Shelf:
    """A shelf in a database that is emptied first, but for two people."""
    await database.write(_empty)
    return shelf_on(database)


def _empty(connection: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))
    people = [
        {"id": each, "name": each, "name_key": each, "role": "listener", "password": "", "one_time": False}
        for each in (ANN, BOB)
    ]
    connection.execute(insert(users), [person | {"created_at": DAY} for person in people])
