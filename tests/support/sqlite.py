"""Stores on SQLite files."""

import asyncio
import itertools
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from musicsim.adapters.sqlalchemy.database import Database
from tests.support.databases import database_at, stores_on
from tests.support.samples import a_track
from tests.support.stores import Stores


def url_of(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def opened(path: Path, patience: float = 60.0) -> AbstractAsyncContextManager[Database]:
    """The database in that file, closed at the end."""
    return database_at(url_of(path), patience)


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
