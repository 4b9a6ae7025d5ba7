"""SQLite: a file, and a few connections in threads."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

import anyio
import anyio.to_thread
from sqlalchemy import URL, Connection, QueuePool, create_engine, event
from sqlalchemy import Engine as SqlAlchemyEngine
from sqlalchemy.exc import StatementError

from musicsim.adapters.sqlalchemy import sqlite_faults
from musicsim.adapters.sqlalchemy.engine import Engine, Work
from musicsim.domain.errors import MusicsimError

T = TypeVar("T")

_BEGIN = "musicsim_begin"
_CONNECTIONS = 4  # each has its page cache; more of them do not read faster from one file
_CACHE_KIB = 16 * 1024


class SqliteEngine(Engine):
    """Work runs as a whole in a thread: a hop for each statement would cost more than most statements do.

    Writers wait for one another, those of other processes too, for at most `patience` seconds.
    """

    def __init__(self, url: URL, patience: float, connections: int) -> None:
        connections = min(connections, _CONNECTIONS)
        self._where = url.database or ""
        self._patience = patience
        self._engine = _engine(url, patience, connections)
        self._snapshots = self._engine.execution_options(**{_BEGIN: "BEGIN"})
        # taking the lock at once: a transaction that reads first and takes it later can be refused it
        self._writing = self._engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        self._free = anyio.Semaphore(connections)
        self._threads = anyio.CapacityLimiter(connections)
        self._turn = anyio.Lock()

    @property
    def where(self) -> str:
        return self._where

    async def read(self, work: Work[T]) -> T:
        return await self._run(self._engine, work)

    async def snapshot(self, work: Work[T]) -> T:
        return await self._run(self._snapshots, work)

    async def write(self, work: Work[T]) -> T:
        # SQLite lets writers wait by sleeping: within a process a queue is fairer and wakes at once
        async with self._turn:
            return await self._run(self._writing, work)

    async def migrate(self, work: Work[None]) -> None:
        await self.write(work)

    async def close(self) -> None:
        await anyio.to_thread.run_sync(self._engine.dispose)

    async def _run(self, engine: SqlAlchemyEngine, work: Work[T]) -> T:
        async with self._slot():
            return await anyio.to_thread.run_sync(self._run_here, engine, work, limiter=self._threads)

    def _run_here(self, engine: SqlAlchemyEngine, work: Work[T]) -> T:
        with self._translated(), engine.begin() as connection:
            return work(connection)

    @asynccontextmanager
    async def _slot(self) -> AsyncIterator[None]:
        """One of the connections, which are as many as the threads."""
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError as error:
            raise sqlite_faults.overloaded(self._where) from error
        try:
            yield
        finally:
            self._free.release()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except StatementError as error:
            if isinstance(error.orig, MusicsimError):
                raise error.orig from None
            raise sqlite_faults.translate(error.orig, self._where) from error
        except sqlite3.Error as error:
            # what goes wrong while a connection is being set up comes without SQLAlchemy's wrapping
            raise sqlite_faults.translate(error, self._where) from error


def _engine(url: URL, patience: float, connections: int) -> SqlAlchemyEngine:
    made = create_engine(
        url.set(drivername="sqlite"),
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_use_lifo=True,  # what one connection has cached serves the next query
        connect_args={"timeout": patience, "check_same_thread": False},
    )
    event.listen(made, "connect", _prepare)
    event.listen(made, "begin", _begin)
    return made


def _prepare(connection: Any, _record: object) -> None:
    """Set up a new SQLite connection."""
    connection.isolation_level = None  # the driver must not open transactions on its own: see _begin
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",  # readers and the writer do not block each other
        # FULL: a write survives loss of power too
        "synchronous = FULL",
        "foreign_keys = ON",
        f"cache_size = -{_CACHE_KIB}",
        "journal_size_limit = 67108864",  # give back the room that a large write took
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Begin in SQLite what SQLAlchemy thinks it began, where it matters."""
    if statement := connection.get_execution_options().get(_BEGIN):
        driver: Any = connection.connection.dbapi_connection
        driver.execute(statement)
