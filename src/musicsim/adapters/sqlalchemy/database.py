"""One engine that all adapters of this package share."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import anyio
from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.exc import ArgumentError, InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from musicsim.adapters.sqlalchemy.migrations.head import HEAD
from musicsim.adapters.sqlalchemy.translate import translated
from musicsim.domain.errors import Invalid

_BEGIN = "musicsim_begin"
_EXAMPLE = "sqlite+aiosqlite:////var/lib/musicsim/musicsim.db"
_POOL = 4  # each connection has its thread and its page cache
_CACHE_KIB = 16 * 1024


class Database:
    """The database behind `url`; Invalid for an address that is none.

    Nothing is opened before it is needed. Writers wait for one another, those of other processes too, for at most
    `patience` seconds before Unavailable is raised.
    """

    def __init__(self, url: str, patience: float = 10.0) -> None:
        self._engine = _engine(url, patience)
        self._where = self._engine.url.render_as_string(hide_password=True).removeprefix("sqlite+aiosqlite:///")
        self._snapshots = self._engine.execution_options(**{_BEGIN: "BEGIN"})
        # taking the lock at once: a transaction that reads first and takes it later can be refused it
        self._writing = self._engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        self._turn = anyio.Lock()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection for one query."""
        with translated(self._where):
            async with self._engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """A connection for several queries that all see one state of the database."""
        with translated(self._where):
            async with self._snapshots.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that nobody else's writes can come between; durable when it ends without an error."""
        with translated(self._where):
            async with AsyncExitStack() as stack:
                # SQLite lets writers wait by sleeping: within a process a queue is fairer and wakes at once
                await stack.enter_async_context(self._turn)
                connection = await stack.enter_async_context(self._writing.begin())
                yield connection

    async def migrate(self) -> None:
        """Bring the tables to this version's state; does nothing, and quickly, when they are.

        Processes that start at one moment wait for the first. Unavailable when the tables are newer than this
        version knows.
        """
        async with self.reading() as connection:
            stored = await connection.run_sync(_revision)
        if stored == HEAD:
            return
        # Alembic takes long to import: only a start that needs it pays, and no other waits for that
        from musicsim.adapters.sqlalchemy.migrations import running

        async with self.writing() as connection:
            if await connection.run_sync(_revision) != HEAD:
                await connection.run_sync(running.upgrade, self._where)

    async def close(self) -> None:
        """Close every connection; called once, at the end."""
        with translated(self._where):
            await self._engine.dispose()


def _engine(url: str, patience: float) -> AsyncEngine:
    try:
        made = create_async_engine(
            url,
            pool_size=_POOL,
            max_overflow=0,
            pool_timeout=max(patience, 0.1),
            pool_use_lifo=True,  # what one connection has cached serves the next query
            connect_args={"timeout": patience},
        )
    except (ArgumentError, InvalidRequestError, ImportError, TypeError) as error:
        message = f"This is not the address of a database file, such as {_EXAMPLE}: {error}"
        raise Invalid(message, "database_url") from error
    if made.dialect.name == "sqlite":
        event.listen(made.sync_engine, "do_connect", _probe)
        event.listen(made.sync_engine, "connect", _prepare)
        event.listen(made.sync_engine, "begin", _begin)
    return made


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    stored: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return stored


def _probe(_dialect: object, _record: object, arguments: list[Any], options: dict[str, Any]) -> None:
    """Open the file once before the driver does, whose thread outlives a failure and complains of it at the end."""
    sqlite3.connect(*arguments, **options).close()


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
        # past SQLAlchemy's cursor, which would take three trips to the connection's thread
        driver: Any = connection.connection.dbapi_connection
        driver.execute(statement)
