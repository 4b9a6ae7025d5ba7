"""Stores on a database, whichever it is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from sqlalchemy import Connection, delete, insert, text

from musicsim.adapters.sqlalchemy.analyses import SqlAnalyses
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.favourites import SqlFavourites
from musicsim.adapters.sqlalchemy.groups import SqlGroups
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.scans import SqlScans
from musicsim.adapters.sqlalchemy.schema import metadata
from musicsim.domain.model.identity import UserId
from tests.support.samples import DAY
from tests.support.stores import Stores

_REFERRING_FIRST = list(reversed(metadata.sorted_tables))
_WITH_ROWS = text(
    " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in _REFERRING_FIRST)  # noqa: S608
)


def stores_on(database: Database) -> Stores:
    return Stores(
        SqlCatalogue(database),
        SqlAnalyses(database),
        SqlScans(database),
        SqlGroups(database),
        SqlFavourites(database),
        partial(move_in, database),
    )


async def move_in(database: Database, *people: UserId) -> None:
    plain = {"role": "listener", "password": "", "one_time": False, "created_at": DAY}
    rows = [{"id": each, "name": each, "name_key": each} | plain for each in people]
    await database.write(lambda connection: connection.execute(insert(users), rows))


async def emptied(database: Database) -> Database:
    """The same without a row, which is quicker than making one anew."""
    await database.write(_empty)
    return database


def _empty(connection: Connection) -> None:
    """Only what has rows: to delete from every table takes tenfold, most of it on the way to a server and back."""
    filled = set(connection.scalars(_WITH_ROWS))
    for table in _REFERRING_FIRST:
        if table.name in filled:
            connection.execute(delete(table))


@asynccontextmanager
async def stores_emptied(database: Database) -> AsyncIterator[Stores]:
    """Stores in a database that is emptied first."""
    yield stores_on(await emptied(database))


@asynccontextmanager
async def database_at(url: str, patience: float = 60.0, connections: int = 4) -> AsyncIterator[Database]:
    """The database behind that URL, closed at the end."""
    database = Database(url, patience, connections)
    try:
        yield database
    finally:
        await database.close()
