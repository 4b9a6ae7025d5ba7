"""Stores on a database, whichever it is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from sqlalchemy import insert

from musicsim.adapters.sqlalchemy.analyses import SqlAnalyses
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.favourites import SqlFavourites
from musicsim.adapters.sqlalchemy.groups import SqlGroups
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.scans import SqlScans
from musicsim.domain.model.identity import UserId
from tests.support.samples import DAY
from tests.support.stores import Stores


def stores_on(database: Database) -> Stores:
    return Stores(
        SqlCatalogue(database),
        SqlAnalyses(database),
        SqlScans(database),
        SqlGroups(database),
        SqlFavourites(database),
        partial(_welcome, database),
    )


async def _welcome(database: Database, user: UserId) -> None:
    row = {"id": user, "name": user, "name_key": user, "role": "listener", "password": "", "one_time": False}
    await database.write(lambda connection: connection.execute(insert(users), row | {"created_at": DAY}))


@asynccontextmanager
async def database_at(url: str, patience: float = 60.0, connections: int = 4) -> AsyncIterator[Database]:
    """The database behind that URL, closed at the end."""
    database = Database(url, patience, connections)
    try:
        yield database
    finally:
        await database.close()
