"""What is kept of listening on a database, whichever it is, with the people who listen."""

from sqlalchemy import Connection, delete, insert

from musicsim.adapters.sqlalchemy.artworks import SqlArtworks
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.plays import SqlPlays
from musicsim.adapters.sqlalchemy.schema import metadata
from tests.contracts.plays_contract import ANN, BOB, Ear
from tests.support.samples import DAY


def ear_on(database: Database) -> Ear:
    return Ear(SqlPlays(database), SqlArtworks(database), SqlCatalogue(database))


async def emptied(database: Database, *, filled: bool = True) -> Ear:
    """An ear in a database that is emptied first, but for two people and, unless not `filled`, ten tracks."""
    await database.write(_empty)
    return await ear_on(database).fill() if filled else ear_on(database)


def _empty(connection: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))
    people = [
        {"id": each, "name": each, "name_key": each, "role": "listener", "password": "", "one_time": False}
        for each in (ANN, BOB)
    ]
    connection.execute(insert(users), [person | {"created_at": DAY} for person in people])
