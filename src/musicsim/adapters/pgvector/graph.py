"""The graph of one space: an HNSW index, made when it is worth while."""

from typing import TYPE_CHECKING

from musicsim.adapters.pgvector import statements
from musicsim.adapters.pgvector.tuning import MOST_DIMENSIONS, Tuning
from musicsim.domain.model.vectors import EVERYTHING

if TYPE_CHECKING:
    from asyncpg import Connection

_PATIENCE = 24 * 3600.0  # seconds that building may take
_LOCKS = 0x6D757367  # the first half of an advisory lock; the space's number is the second
_LEAST_MEMORY, _MOST_MEMORY = 64, 2048  # MB that building gets
_OVERHEAD = 400  # bytes that building needs for an entry besides its vector


async def grow(connection: "Connection", number: int, dimension: int, tuning: Tuning, *, answering: bool) -> bool:
    """Make the graph if the space has outgrown looking at every entry; whether it has one now.

    Writers wait meanwhile, readers do not. `answering`: whether an alias leads to it, or is about to.
    """
    if dimension > MOST_DIMENSIONS or await _exists(connection, number):
        return True
    answering = answering or await connection.fetchval("SELECT EXISTS (SELECT FROM aliases WHERE space = $1)", number)
    threshold = tuning.answering if answering else tuning.filling
    statement, arguments = statements.exceeds(number, threshold, EVERYTHING)
    if not await connection.fetchval(statement, *arguments):
        return False
    await _build(connection, number, dimension)
    return True


async def _build(connection: "Connection", number: int, dimension: int) -> None:
    """With several processes where the machine lets; where shared memory is short, as in containers, with one."""
    from asyncpg import DiskFullError, OutOfMemoryError

    try:
        await _made(connection, number, dimension, "")
    except (DiskFullError, OutOfMemoryError):
        await _made(connection, number, dimension, "SET LOCAL max_parallel_maintenance_workers = 0")


async def _made(connection: "Connection", number: int, dimension: int, setting: str) -> None:
    async with connection.transaction():
        await connection.execute("SET LOCAL statement_timeout = 0")
        await connection.execute("SELECT pg_advisory_xact_lock($1, $2)", _LOCKS, number, timeout=_PATIENCE)
        if await _exists(connection, number):  # another process has made it meanwhile
            return
        entries = await connection.fetchval(statements.counted(number), timeout=_PATIENCE)
        needed = entries * (4 * dimension + _OVERHEAD) * 5 // 4 >> 20
        memory = min(max(needed, _LEAST_MEMORY), _MOST_MEMORY)
        await connection.execute(f"SET LOCAL maintenance_work_mem = '{memory}MB'; {setting}")
        await connection.execute(statements.graph_made(number), timeout=_PATIENCE)
        await connection.execute(statements.analysed(number), timeout=_PATIENCE)


async def _exists(connection: "Connection", number: int) -> bool:
    return bool(await connection.fetchval("SELECT to_regclass($1) IS NOT NULL", statements.graph_name(number)))
