"""Which spaces there are, each with a table of its own, and which aliases lead to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from musicsim.adapters.pgvector import statements
from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.vectors import Space

if TYPE_CHECKING:
    from asyncpg import Connection


@dataclass(frozen=True, slots=True)
class Known:
    """A space with the number of its table, which no other space ever gets."""

    space: Space
    number: int


async def find(connection: "Connection", name: str) -> Known | None:
    """The space of that name."""
    row = await connection.fetchrow("SELECT name, dimension, number FROM spaces WHERE name = $1", name)
    return None if row is None else Known(Space(row["name"], row["dimension"]), row["number"])


async def spaces(connection: "Connection") -> list[Space]:
    """All that exist, by name."""
    return [Space(*row) for row in await connection.fetch("SELECT name, dimension FROM spaces ORDER BY name")]


async def create(connection: "Connection", space: Space) -> Known:
    """The space of that name, made unless it exists; whatever dimension it has."""
    made = "INSERT INTO spaces (name, dimension) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING number"
    async with connection.transaction():
        number = await connection.fetchval(made, space.name, space.dimension)
        if number is not None:
            for statement in statements.created(number, space.dimension):
                await connection.execute(statement)
    found = await find(connection, space.name)
    if found is None:  # dropped again by another process
        raise Conflict(f"The space {space.name!r} is being dropped.")
    return found


async def drop(connection: "Connection", name: str) -> None:
    """Remove a space, if it exists; Conflict while an alias leads to it."""
    from asyncpg import ForeignKeyViolationError

    try:
        async with connection.transaction():
            number = await connection.fetchval("DELETE FROM spaces WHERE name = $1 RETURNING number", name)
            if number is not None:
                await connection.execute(statements.dropped(number))
    except ForeignKeyViolationError as fault:
        raise Conflict(f"The space {name!r} answers: an alias leads to it.") from fault


async def lead(connection: "Connection", alias: str, space: Space) -> None:
    """Let an alias lead to a space; NotFound, or Invalid for another dimension."""
    from asyncpg import ForeignKeyViolationError

    found = await find(connection, space.name)
    if found is None:
        raise NotFound.of("space", space.name)
    check(found.space, space)
    statement = """INSERT INTO aliases (name, space) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET space = excluded.space"""
    try:
        await connection.execute(statement, alias, found.number)
    except ForeignKeyViolationError as fault:  # dropped in between
        raise NotFound.of("space", space.name) from fault


async def aliases(connection: "Connection") -> Mapping[str, Space]:
    """Every alias with its space."""
    rows = await connection.fetch(
        "SELECT a.name, s.name, s.dimension FROM aliases a JOIN spaces s ON s.number = a.space ORDER BY a.name"
    )
    return {row[0]: Space(row[1], row[2]) for row in rows}


async def answering(connection: "Connection", alias: str) -> Space | None:
    """The space that an alias leads to."""
    row = await connection.fetchrow(
        "SELECT s.name, s.dimension FROM aliases a JOIN spaces s ON s.number = a.space WHERE a.name = $1", alias
    )
    return None if row is None else Space(*row)


def check(kept: Space, wanted: Space) -> None:
    """Invalid when a space is not of the dimension that is wanted."""
    if kept.dimension != wanted.dimension:
        raise Invalid(f"{kept.name!r} has {kept.dimension} dimensions, not {wanted.dimension}.", "vector")
