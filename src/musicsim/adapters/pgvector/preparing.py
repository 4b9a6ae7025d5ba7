"""What has to be in a database before vectors can be kept there."""

import re
from typing import TYPE_CHECKING

from musicsim.adapters.pgvector.faults import SERVICE
from musicsim.domain.errors import Unavailable

if TYPE_CHECKING:
    from asyncpg import Connection

SCHEMA = "musicsim_vectors"

_OLDEST = (0, 8)  # of pgvector: the first that searches on until enough rows pass a filter
_LOCK = 0x6D757376656373  # hosts that start at once prepare in turn
_LAYOUT = 2
"""The number of the columns' arrangement: what was kept in another one is removed, and made anew from the rows."""

_TABLES = f"""
CREATE TABLE IF NOT EXISTS {SCHEMA}.spaces (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    layout integer NOT NULL DEFAULT {_LAYOUT} CONSTRAINT spaces_layout_{_LAYOUT} CHECK (layout = {_LAYOUT}),
    name text COLLATE "C" NOT NULL CONSTRAINT spaces_name UNIQUE,
    dimension integer NOT NULL
);
CREATE TABLE IF NOT EXISTS {SCHEMA}.aliases (
    name text COLLATE "C" PRIMARY KEY,
    space integer NOT NULL CONSTRAINT aliases_space REFERENCES {SCHEMA}.spaces
);
"""
_OF_THIS_LAYOUT = f"""
EXISTS (SELECT FROM pg_constraint
    WHERE conrelid = to_regclass('{SCHEMA}.spaces') AND conname = 'spaces_layout_{_LAYOUT}')
"""
_OURS = re.compile(r"spaces|aliases|entries_\d+")
_EXTENSION = """
SELECT extversion, extnamespace::regnamespace::text AS home FROM pg_extension WHERE extname = 'vector'
"""
_ADVICE = (
    f"""ask the database's administrator for "CREATE EXTENSION vector; CREATE SCHEMA {SCHEMA} AUTHORIZATION …;\""""
)


async def prepare(connection: "Connection") -> str:
    """Make what is missing, once, however many start at the same time; the schema that the extension lives in.

    Raises:
        Unavailable: the extension is not installed, too old, or this user may not make what is missing.
    """
    from asyncpg import FeatureNotSupportedError, InsufficientPrivilegeError, UndefinedFileError

    try:
        async with connection.transaction():
            if await _complete(connection):
                return await _home(connection)
            await connection.execute("SELECT pg_advisory_xact_lock($1)", _LOCK)
            await connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
            if not await connection.fetchval("SELECT to_regnamespace($1) IS NOT NULL", SCHEMA):
                await connection.execute(f"CREATE SCHEMA {SCHEMA}")  # whose IF NOT EXISTS asks for the right anyway
            await _remove_other_layout(connection)
            await connection.execute(_TABLES)
            return await _home(connection)
    except InsufficientPrivilegeError as fault:
        raise Unavailable(SERVICE, f"PostgreSQL does not let this user prepare it ({fault}): {_ADVICE}.") from fault
    except (FeatureNotSupportedError, UndefinedFileError) as fault:
        message = (
            "This PostgreSQL lacks pgvector: install it (in Debian postgresql-…-pgvector) or choose another store."
        )
        raise Unavailable(SERVICE, message) from fault


async def _complete(connection: "Connection") -> bool:
    """Looking first lets users in who may use everything but make nothing."""
    there = f"{_OF_THIS_LAYOUT} AND EXISTS (SELECT FROM pg_extension WHERE extname = 'vector')"
    return bool(await connection.fetchval(f"SELECT {there}"))


async def _remove_other_layout(connection: "Connection") -> None:
    if await connection.fetchval(f"SELECT {_OF_THIS_LAYOUT}"):
        return
    for row in await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = $1", SCHEMA):
        if _OURS.fullmatch(row["tablename"]):
            await connection.execute(f"DROP TABLE {SCHEMA}.{row['tablename']} CASCADE")


async def _home(connection: "Connection") -> str:
    row = await connection.fetchrow(_EXTENSION)
    version = tuple(int(part) for part in row["extversion"].split(".")[:2])
    if version < _OLDEST:
        wanted = ".".join(map(str, _OLDEST))
        raise Unavailable(SERVICE, f"pgvector is {row['extversion']}: {wanted} or later is needed (ALTER EXTENSION).")
    return str(row["home"])
