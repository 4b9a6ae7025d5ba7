# ruff: noqa: S608 - nothing is put into these but names of ours and numbers
"""The statements that concern one space's table."""

from collections.abc import Sequence

from musicsim.adapters.pgvector.conditions import Arguments, condition
from musicsim.adapters.pgvector.rows import COLUMNS, SETS
from musicsim.adapters.pgvector.tuning import BUILD_BREADTH, LINKS
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import Filter

_FILTERED = ("year", "bpm", "duration", "key", "folder")  # exclusions leave most rows: no index helps them


def table_name(number: int) -> str:
    """The table of the space with that number."""
    return f"entries_{number:d}"


def graph_name(number: int) -> str:
    """Its graph."""
    return f"{table_name(number)}_graph"


def created(number: int, dimension: int) -> Sequence[str]:
    """Make it, empty; ids ascend by code point, which "C" compares."""
    name = table_name(number)
    table = f"""CREATE TABLE {name} (
        id text COLLATE "C" NOT NULL,
        part integer NOT NULL,
        embedding vector({dimension:d}) NOT NULL,
        artist text COLLATE "C" NOT NULL,
        album text COLLATE "C" NOT NULL,
        key text COLLATE "C" NOT NULL,
        folder text COLLATE "C" NOT NULL,
        genres text[] COLLATE "C" NOT NULL,
        moods text[] COLLATE "C" NOT NULL,
        year double precision,
        bpm double precision,
        duration double precision,
        PRIMARY KEY (id, part)
    )"""
    values = (f"CREATE INDEX {name}_{column} ON {name} ({column})" for column in _FILTERED)
    sets = (f"CREATE INDEX {name}_{column} ON {name} USING gin ({column})" for column in SETS)
    return [table, *values, *sets]


def dropped(number: int) -> str:
    return f"DROP TABLE {table_name(number)}"


def graph_made(number: int) -> str:
    options = f"m = {LINKS}, ef_construction = {BUILD_BREADTH}"
    hnsw = f"hnsw (embedding vector_cosine_ops) WITH ({options})"
    return f"CREATE INDEX IF NOT EXISTS {graph_name(number)} ON {table_name(number)} USING {hnsw}"


def analysed(number: int) -> str:
    return f"ANALYZE {table_name(number)}"


def upserted(number: int) -> str:
    """With the values of COLUMNS as arguments."""
    values = ", ".join(f"${place}" for place in range(1, len(COLUMNS) + 1))
    replaced = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[2:])
    return f"""INSERT INTO {table_name(number)} ({", ".join(COLUMNS)}) VALUES ({values})
        ON CONFLICT (id, part) DO UPDATE SET {replaced}"""


def deleted(number: int) -> str:
    """With an array of ids."""
    return f"DELETE FROM {table_name(number)} WHERE id = ANY($1::text[])"


def counted(number: int) -> str:
    return f"SELECT count(*) FROM {table_name(number)}"


def is_empty(number: int) -> str:
    return f"SELECT NOT EXISTS (SELECT FROM {table_name(number)})"


def vectors_of(number: int) -> str:
    """With an array of ids."""
    return f"SELECT id, embedding FROM {table_name(number)} WHERE part = 0 AND id = ANY($1::text[])"


def paged(number: int, *, behind: bool) -> str:
    """With how many, and the place behind which they stand."""
    where = "(id, part) > ($2, $3)" if behind else "true"
    return f"SELECT {', '.join(COLUMNS)} FROM {table_name(number)} WHERE {where} ORDER BY id, part LIMIT $1"


def exceeds(number: int, count: int, where: Filter) -> tuple[str, Arguments]:
    """Whether more than `count` rows are admitted, counting no further."""
    arguments = Arguments([count])
    admitted = f"SELECT FROM {table_name(number)} WHERE {condition(where, arguments)} LIMIT $1 + 1"
    return f"SELECT count(*) > $1 FROM ({admitted}) AS admitted", arguments


def ordered(number: int, query: Vector, fetch: int, where: Filter, *, exactly: bool) -> tuple[str, Arguments]:
    """The nearest rows. A sum is nothing that the graph could order by."""
    arguments = Arguments([query, fetch])
    rows = f"SELECT id, part, embedding FROM {table_name(number)} WHERE {condition(where, arguments)}"
    return f"{rows} ORDER BY {'0 + ' if exactly else ''}(embedding <=> $1) LIMIT $2", arguments
