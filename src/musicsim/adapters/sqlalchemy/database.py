"""One database that all adapters of this package share."""

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Row, RowMapping, Select, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from musicsim.adapters.sqlalchemy.chunks import CHUNK
from musicsim.adapters.sqlalchemy.engine import Engine, Work
from musicsim.adapters.sqlalchemy.migrations.head import HEAD
from musicsim.domain.errors import Invalid, Unavailable

T = TypeVar("T")

_PRODUCTS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_FILE, _SERVER = "sqlite:////var/lib/musicsim/musicsim.db", "postgresql+asyncpg://user:password@host/musicsim"


class Database:
    """The database behind `url`; Invalid for an address that is none, Unavailable when its driver is not installed.

    Nothing is opened before it is needed. No wait for a lock or a connection takes more than `patience` seconds and, on
    PostgreSQL, no statement does; at most `connections` are open at once. Unavailable is raised by everything as soon
    as the database is found not to answer; once it does again, so does the next call.
    """

    def __init__(self, url: str, patience: float = 10.0, connections: int = 4) -> None:
        self._engine = _engine(url, patience, connections)

    async def rows(self, statement: Select[Any]) -> Sequence[Row[Any]]:
        """All rows of one statement."""
        return await self.read(lambda connection: connection.execute(statement).all())

    async def mappings(self, statement: Select[Any]) -> Sequence[RowMapping]:
        """All rows of one statement, by columns."""
        return await self.read(lambda connection: connection.execute(statement).mappings().all())

    async def read(self, work: Work[T]) -> T:
        """What `work` makes of one statement."""
        return await self._engine.read(work)

    async def look_up(self, items: Collection[object], work: Work[T]) -> T:
        """What `work` makes of a statement for each chunk of the items, which all see one state of the database."""
        return await (self._engine.look_up(work) if len(items) <= CHUNK else self.snapshot(work))

    async def snapshot(self, work: Work[T]) -> T:
        """What `work` makes of several statements that all see one state of the database."""
        return await self._engine.snapshot(work)

    async def write(self, work: Work[T]) -> T:
        """Do `work` as one transaction, durable when this returns; nothing of it is when it raises.

        It may be done again from its beginning, so it must not change anything but the database. Rows are locked in
        the order that `locks` describes.
        """
        return await self._engine.write(work)

    async def migrate(self) -> None:
        """Bring the tables to this version's state; does nothing, and quickly, when they are.

        Processes that start at one moment, on any host, wait for the first. Unavailable when the tables are newer
        than this version knows.
        """
        if await self.read(_revision) == HEAD:
            return
        # Alembic takes long to import: only a start that needs it pays, and no other waits for that
        from musicsim.adapters.sqlalchemy.migrations import running

        def upgrade(connection: Connection) -> None:
            if _revision(connection) != HEAD:
                running.upgrade(connection, self._engine.where)

        await self._engine.migrate(upgrade)

    async def product(self) -> str:
        """What the database is: its name and version."""
        dialect = await self.read(lambda connection: connection.dialect)
        version = ".".join(map(str, dialect.server_version_info or ()))
        return f"{_PRODUCTS[dialect.name]} {version}"

    async def close(self) -> None:
        """Close every connection; called once, at the end."""
        await self._engine.close()


def _engine(url: str, patience: float, connections: int) -> Engine:
    try:
        parsed = make_url(url)
        match parsed.drivername:
            case "sqlite" | "sqlite+aiosqlite":
                return _sqlite(parsed, patience, connections)
            case "postgresql" | "postgresql+asyncpg":
                return _postgres(parsed.set(drivername="postgresql+asyncpg"), patience, connections)
            case other:
                raise ArgumentError(f"musicsim does not speak {other}")
    except (ArgumentError, TypeError) as error:
        raise _no_address(str(error)) from error
    except ValueError:  # quotes what stands in place of the port: it may be the rest of a password
        raise _no_address("its port is no number, or its password not percent-encoded") from None


def _no_address(problem: str) -> Invalid:
    return Invalid(f"This is not the address of a database, such as {_FILE} or {_SERVER}: {problem}", "database_url")


def _sqlite(url: URL, patience: float, connections: int) -> Engine:
    from musicsim.adapters.sqlalchemy.sqlite_engine import SqliteEngine

    return SqliteEngine(url, patience, connections)


def _postgres(url: URL, patience: float, connections: int) -> Engine:
    from musicsim.adapters.sqlalchemy.postgresql_engine import PostgresEngine

    try:
        return PostgresEngine(url, patience, connections)
    except ImportError as error:
        raise Unavailable("database", "PostgreSQL needs further packages: pip install 'musicsim[postgres]'.") from error


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    stored: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return stored
