"""Stores on SQLite files."""

import asyncio
import itertools
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from musicsim.adapters.sqlalchemy.analyses import SqlAnalyses
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.scans import SqlScans
from tests.support.samples import a_track
from tests.support.stores import Stores


def url_of(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def stores_on(database: Database) -> Stores:
    return Stores(SqlCatalogue(database), SqlAnalyses(database), SqlScans(database))


@asynccontextmanager
async def opened(path: Path, patience: float = 10.0) -> AsyncIterator[Database]:
    """The database in that file, closed at the end."""
    database = Database(url_of(path), patience)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def stores_copied(template: Path, path: Path) -> AsyncIterator[Stores]:
    """Stores in a copy of an empty database, which is quicker than migrating anew."""
    shutil.copyfile(template, path)
    async with opened(path) as database:
        yield stores_on(database)


def make_template(path: Path) -> None:
    """Write an empty, migrated database."""

    async def migrate() -> None:
        async with opened(path) as database:
            await database.migrate()

    asyncio.run(migrate())


def start_at_once(path: str, ready: Barrier, outcomes: SimpleQueue) -> None:
    """In a process of its own: migrate when all others are ready too, write one track, tell how it went."""

    async def start() -> None:
        async with opened(Path(path)) as database:
            await database.migrate()
            number = os.getpid()
            await stores_on(database).save(a_track(number, key=str(number)))

    ready.wait()
    try:
        asyncio.run(start())
        outcomes.put("")
    except Exception as error:
        outcomes.put(repr(error))


def main() -> None:
    """Run as a module with a path: save tracks for ever, naming each on stdout once it is saved."""

    async def write() -> None:
        async with opened(Path(sys.argv[1])) as database:
            await database.migrate()
            stores = stores_on(database)
            for number in itertools.count():
                await stores.analysed(a_track(number, key=f"{number % 10}/{number}.mp3"))
                sys.stdout.write(f"{number}\n")
                sys.stdout.flush()

    asyncio.run(write())


if __name__ == "__main__":
    main()
