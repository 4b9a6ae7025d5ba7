"""Rows that are inserted, or replace those with the same key: the same statements on every kind of database."""

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, select

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.upserts import add_into, replace_into, write_row, write_rows
from tests.support.sql_stores import OnPostgres, OnSqlite

SHELVES = Table(
    "shelves_of_a_test",
    MetaData(),
    Column("name", String, primary_key=True),
    Column("books", Integer),
    Column("owner", String),
)
A, B = {"name": "a", "books": 1, "owner": "ann"}, {"name": "b", "books": 2, "owner": "bob"}


def _kept(connection: Connection) -> list[tuple[object, ...]]:
    """All that happens to the table, and what is in it then; the table is gone afterwards."""
    SHELVES.create(connection)
    whole = replace_into(connection, SHELVES)
    write_row(connection, whole, A)
    write_rows(connection, whole, [A | {"books": 5}, B])
    owned = replace_into(connection, SHELVES, frozenset({"owner"}), books=SHELVES.c.books + 10)
    write_row(connection, owned, A | {"owner": "cid"})
    write_rows(
        connection, add_into(connection, SHELVES, "books"), [{"name": "b", "books": 3}, {"name": "c", "books": 4}]
    )
    write_rows(connection, whole, [{"owner": "dan", "name": "d", "books": 7}])
    rows = [tuple(row) for row in connection.execute(select(SHELVES).order_by(SHELVES.c.name))]
    SHELVES.drop(connection)
    return rows


class _Upserts:
    @pytest.mark.parametrize("turn", ["made", "said before"])
    async def test_rows_come_in_and_replace_those_of_their_key(self, database: Database, turn: str) -> None:
        kept = await database.write(_kept)
        assert kept == [("a", 15, "ann"), ("b", 5, "bob"), ("c", 4, None), ("d", 7, "dan")]


class TestSqliteUpserts(OnSqlite, _Upserts):
    pass


class TestPostgresUpserts(OnPostgres, _Upserts):
    pass
