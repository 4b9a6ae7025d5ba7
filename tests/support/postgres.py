"""Databases on a PostgreSQL server."""

import asyncio
from functools import cache

from tests.support.databases import database_at
from tests.support.servers.postgres import Postgres


def migrated(server: Postgres) -> str:
    """The URL of a new database with empty tables: a copy, which is quicker than migrating anew."""
    return server.new_database(_template(server))


@cache
def _template(server: Postgres) -> str:
    url = server.new_database()

    async def migrate() -> None:
        async with database_at(url) as database:
            await database.migrate()

    asyncio.run(migrate())
    return url.rpartition("/")[2]
