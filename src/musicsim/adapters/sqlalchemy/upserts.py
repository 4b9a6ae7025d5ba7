"""Insert or replace, as each dialect says it; many rows at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Insert, Table, bindparam, column, func, select
from sqlalchemy.dialects import postgresql, sqlite

from musicsim.adapters.sqlalchemy.chunks import chunks

Upsert = postgresql.Insert | sqlite.Insert


def insert_into(connection: Connection, table: Table) -> Upsert:
    """An insert that `on_conflict_do_update` can be said of."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def replace_into(connection: Connection, table: Table, keep: frozenset[str] = frozenset(), **instead: Any) -> Upsert:
    """Insert into `table`, or replace the row with the same primary key.

    Replacing leaves the columns `keep` as they are and sets those in `instead` to an expression of the old row.
    """
    insert = insert_into(connection, table)
    keys = list(table.primary_key.columns)
    known = keep | {key.name for key in keys}
    replaced = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in known}
    return insert.on_conflict_do_update(index_elements=keys, set_=replaced | instead)


def write_rows(connection: Connection, statement: Insert, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that have the same columns, in their order; none may be there twice.

    PostgreSQL takes a list a column: a statement a row takes it twice as long.
    """
    if connection.dialect.name != "postgresql":
        connection.execute(statement, rows)
        return
    listed = _listed(statement, list(rows[0]))
    for chunk in chunks(rows):
        connection.execute(listed, {f"all_{name}": [row[name] for row in chunk] for name in rows[0]})


def _listed(statement: Insert, names: list[str]) -> Insert:
    """The statement with its rows from parameters that are the columns: "all_" and their names."""
    lists = [bindparam(f"all_{name}", type_=postgresql.ARRAY(statement.table.c[name].type)) for name in names]
    rows = func.unnest(*lists).table_valued(*map(column, names)).render_derived(name="listed")
    return statement.from_select(names, select(*rows.c))
