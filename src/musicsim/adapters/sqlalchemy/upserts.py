"""Insert or replace, as each dialect says it; many rows at once.

SQLAlchemy does not remember how inserts with ON CONFLICT are said, and to say one of a wide table takes longer than to
run it. Here they are made once and said once for each engine: connections take what is compiled, too, though
SQLAlchemy's types do not tell and its authors may take that back.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Compiled, Connection, Dialect, Insert, Table, bindparam, column, func, select
from sqlalchemy.dialects import postgresql, sqlite

from musicsim.adapters.sqlalchemy.chunks import chunks

Upsert = postgresql.Insert | sqlite.Insert


def insert_into(connection: Connection, table: Table) -> Upsert:
    """An insert that `on_conflict_do_update` can be said of."""
    return _insert_into(connection.dialect.name, table)


def replace_into(connection: Connection, table: Table, keep: frozenset[str] = frozenset(), **instead: Any) -> Upsert:
    """Insert into `table`, or replace the row with the same primary key; for `write_row` and `write_rows`.

    Replacing leaves the columns `keep` as they are and sets those in `instead` to an expression of the old row, which
    is the same object each time.
    """
    return _replacing(connection.dialect.name, table, keep, tuple(instead.items()))


def add_into(connection: Connection, table: Table, name: str) -> Upsert:
    """Insert into `table`, or add to the number `name` of the row with the same primary key; for `write_rows`."""
    return _adding(connection.dialect.name, table, name)


def write_row(connection: Connection, statement: Insert, row: dict[str, Any]) -> None:
    """Insert a row; a statement that is made once is also said once."""
    _execute(connection, statement, [row])


def write_rows(connection: Connection, statement: Insert, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that have the same columns, in their order; none may be there twice.

    PostgreSQL takes a list a column: a statement a row takes it twice as long.
    """
    if connection.dialect.name != "postgresql":
        _execute(connection, statement, rows)
        return
    listed = _listed(statement, tuple(rows[0]))
    for chunk in chunks(rows):
        _execute(connection, listed, [{f"all_{name}": [row[name] for row in chunk] for name in rows[0]}])


def _execute(connection: Connection, statement: Insert, rows: Sequence[dict[str, Any]]) -> None:
    said = _said(connection.dialect, statement, tuple(sorted(rows[0])), len(rows) > 1)
    connection.execute(said, rows)  # type: ignore[call-overload]


@lru_cache(maxsize=256)
def _said(dialect: Dialect, statement: Insert, names: tuple[str, ...], many: bool) -> Compiled:
    return statement.compile(dialect=dialect, column_keys=[*names], for_executemany=many)


def _insert_into(dialect: str, table: Table) -> Upsert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@lru_cache(maxsize=256)
def _replacing(dialect: str, table: Table, keep: frozenset[str], instead: tuple[tuple[str, Any], ...]) -> Upsert:
    insert = _insert_into(dialect, table)
    keys = list(table.primary_key.columns)
    known = keep | {key.name for key in keys}
    replaced = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in known}
    return insert.on_conflict_do_update(index_elements=keys, set_=replaced | dict(instead))


@lru_cache(maxsize=256)
def _adding(dialect: str, table: Table, name: str) -> Upsert:
    insert = _insert_into(dialect, table)
    added = {name: table.c[name] + insert.excluded[name]}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=added)


@lru_cache(maxsize=256)
def _listed(statement: Insert, names: tuple[str, ...]) -> Insert:
    """The statement with its rows from parameters that are the columns: "all_" and their names."""
    lists = [bindparam(f"all_{name}", type_=postgresql.ARRAY(statement.table.c[name].type)) for name in names]
    rows = func.unnest(*lists).table_valued(*map(column, names)).render_derived(name="listed")
    return statement.from_select([*names], select(*rows.c))
