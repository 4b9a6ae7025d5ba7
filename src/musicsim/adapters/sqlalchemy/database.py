"""One engine that all adapters of this package share."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import anyio
from sqlalchemy import Connection, event, inspect, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from musicsim.adapters.sqlalchemy.migrations.head import HEAD
from musicsim.adapters.sqlalchemy.translate import translated

_BEGIN = "musicsim_begin"
_POOL = 4  # each connection has its thread and its page cache
_CACHE_KIB = 8 * 1024


class Database:
    """The database behind `url`, such as "sqlite+aiosqlite:////var/lib/musicsim/musicsim.db".

    Nothing is opened before it is needed. Writers wait for one another, those of other processes too, for at most
    `patience` seconds before Unavailable is raised.
    """

    def __init__(self, url: str, patience: float = 10.0) -> None:
        self._where = make_url(url).render_as_string(hide_password=True).removeprefix("sqlite+aiosqlite:///")
        self._engine = create_async_engine(
            url, pool_size=_POOL, max_overflow=0, pool_timeout=max(patience, 0.1), connect_args={"timeout": patience}
        )
        self._snapshots = self._engine.execution_options(**{_BEGIN: "BEGIN"})
        # taking the lock at once: a transaction that reads first and takes it later can be refused it
        self._writing = self._engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        self._turn = anyio.Lock()
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine.sync_engine, "connect", _prepare)
            event.listen(self._engine.sync_engine, "begin", _begin)

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
        async with self.writing() as connection:
            await connection.run_sync(_upgrade, self._where)

    async def close(self) -> None:
        """Close every connection; called once, at the end."""
        with translated(self._where):
            await self._engine.dispose()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    stored: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return stored


def _upgrade(connection: Connection, where: str) -> None:
    # Alembic takes a quarter of a second to import, which only a start that has something to do should pay
    from musicsim.adapters.sqlalchemy.migrations import running

    if _revision(connection) != HEAD:
        running.upgrade(connection, where)


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
