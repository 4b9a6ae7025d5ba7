"""Insert or replace, as each dialect says it."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = postgresql.Insert | sqlite.Insert


def insert_into(connection: Connection, table: Table) -> Insert:
    """An insert that `on_conflict_do_update` can be said of."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def replace_into(connection: Connection, table: Table, keep: frozenset[str] = frozenset(), **instead: Any) -> Insert:
    """Insert into `table`, or replace the row with the same primary key.

    Replacing leaves the columns `keep` as they are and sets those in `instead` to an expression of the old row.
    """
    insert = insert_into(connection, table)
    keys = list(table.primary_key.columns)
    known = keep | {key.name for key in keys}
    replaced = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in known}
    return insert.on_conflict_do_update(index_elements=keys, set_=replaced | instead)
