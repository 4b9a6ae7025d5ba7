"""Stores on a database, whichever it is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from musicsim.adapters.sqlalchemy.analyses import SqlAnalyses
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.scans import SqlScans
from tests.support.stores import Stores


def stores_on(database: Database) -> Stores:
    return Stores(SqlCatalogue(database), SqlAnalyses(database), SqlScans(database))


@asynccontextmanager
async def database_at(url: str, patience: float = 10.0, connections: int = 4) -> AsyncIterator[Database]:
    """The database behind that URL, closed at the end."""
    database = Database(url, patience, connections)
    try:
        yield database
    finally:
        await database.close()
