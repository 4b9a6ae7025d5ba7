"""Stores on a PostgreSQL server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import Connection, delete

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.schema import metadata
from tests.support.databases import database_at, stores_on
from tests.support.servers.postgres import Postgres
from tests.support.stores import Stores


def migrated(server: Postgres) -> str:
    """The URL of a new database with empty tables."""
    url = server.new_database()

    async def migrate() -> None:
        async with database_at(url) as database:
            await database.migrate()

    asyncio.run(migrate())
    return url


@asynccontextmanager
async def stores_emptied(database: Database) -> AsyncIterator[Stores]:
    """Stores in a database that is emptied first, which is quicker than making one anew."""
    await database.write(_empty)
    yield stores_on(database)


def _empty(connection: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))
