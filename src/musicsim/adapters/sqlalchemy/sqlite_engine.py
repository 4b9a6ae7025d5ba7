"""SQLite: a file, and a few connections in threads."""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, QueuePool, create_engine, event
from sqlalchemy import Engine as SqlAlchemyEngine
from sqlalchemy.exc import StatementError

from musicsim.adapters.sqlalchemy import sqlite_faults
from musicsim.adapters.sqlalchemy.engine import Engine, Work
from musicsim.adapters.sqlalchemy.together import Together
from musicsim.domain.errors import MusicsimError
from musicsim.domain.rules.in_threads import in_thread

T = TypeVar("T")

_BEGIN = "musicsim_begin"
_CONNECTIONS = 4  # each has its page cache; more of them do not read faster from one file
_CACHE_KIB = 16 * 1024


class SqliteEngine(Engine):
    """Work runs as a whole in a thread: a hop for each statement would cost more than most statements do.

    Writers wait for one another, those of other processes too, for at most `patience` seconds. Who is cancelled leaves
    at once; work that had begun goes on to its end, which `close` waits for, and keeps its connection until then.
    """

    def __init__(self, url: URL, patience: float, connections: int) -> None:
        connections = min(connections, _CONNECTIONS)
        self._where = url.database or ""
        self._patience = patience
        self._engine = _engine(url, patience, connections)
        self._snapshots = self._engine.execution_options(**{_BEGIN: "BEGIN"})
        # taking the lock at once: a transaction that reads first and takes it later can be refused it
        self._writing = self._engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        self._threads = ThreadPoolExecutor(connections, "sqlite")
        self._free = asyncio.Semaphore(connections)
        # SQLite lets writers wait by sleeping: within a process a queue is fairer and wakes at once
        self._turn = asyncio.Semaphore(1)
        self._together = Together(self._start, self._translated)

    @property
    def where(self) -> str:
        return self._where

    async def read(self, work: Work[T]) -> T:
        return await self._run(self._engine, work, self._free)

    async def look_up(self, work: Work[T]) -> T:
        return await self._together.ask(work)

    async def snapshot(self, work: Work[T]) -> T:
        return await self._run(self._snapshots, work, self._free)

    async def write(self, work: Work[T]) -> T:
        return await self._run(self._writing, work, self._turn, self._free)

    async def migrate(self, work: Work[None]) -> None:
        await self.write(work)

    async def close(self) -> None:
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._threads.shutdown()
        self._engine.dispose()

    def _start(self, work: Work[None]) -> "asyncio.Future[None]":
        """Begin at once where a place is free: a task to wait in would take as long as the work."""
        if _entered(self._free):
            return self._begin(self._engine, work, [self._free])
        return asyncio.get_running_loop().create_task(self._run(self._engine, work, self._free))

    async def _run(self, engine: SqlAlchemyEngine, work: Work[T], *gates: asyncio.Semaphore) -> T:
        await self._pass(gates)
        return await self._begin(engine, work, gates)

    async def _pass(self, gates: Sequence[asyncio.Semaphore]) -> None:
        """Take a place behind all the gates."""
        with ExitStack() as passed:
            waiting = any(gate.locked() for gate in gates)
            try:
                async with asyncio.timeout(self._patience) if waiting else nullcontext():
                    for gate in gates:
                        await gate.acquire()
                        passed.callback(gate.release)
            except TimeoutError as error:
                raise sqlite_faults.overloaded(self._where) from error
            passed.pop_all()

    def _begin(
        self, engine: SqlAlchemyEngine, work: Work[T], gates: Sequence[asyncio.Semaphore]
    ) -> "asyncio.Future[T]":
        def leave() -> None:
            for gate in gates:
                gate.release()

        return in_thread(self._threads, partial(self._run_here, engine, work), leave)

    def _run_here(self, engine: SqlAlchemyEngine, work: Work[T]) -> T:
        with self._translated(), engine.begin() as connection:
            return work(connection)

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


def _entered(gate: asyncio.Semaphore) -> bool:
    """Take a place if one is free, without waiting."""
    if gate.locked():
        return False
    with suppress(StopIteration):  # it returns at once: the gate is not locked
        gate.acquire().send(None)
    return True


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
