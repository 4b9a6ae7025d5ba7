"""The steps lead to the tables, and back, on SQLite."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from musicsim.adapters.sqlalchemy import sqlite_words
from musicsim.adapters.sqlalchemy.database import Database
from tests.contracts.explorer_filling_contract import ExplorerFillingContract
from tests.contracts.migrations_contract import MigrationsContract, Schema
from tests.support.sqlite import opened


class TestSqliteMigrations(MigrationsContract):
    @pytest.fixture
    async def database(self, tmp_path: Path) -> AsyncIterator[Database]:
        async with opened(tmp_path / "musicsim.db") as made:
            yield made

    @pytest.fixture
    async def another(self, tmp_path: Path) -> AsyncIterator[Database]:
        async with opened(tmp_path / "another.db") as made:
            yield made

    async def complete(self, another: Database) -> None:
        await another.write(sqlite_words.create)

    @staticmethod
    def schema(connection: Connection) -> Schema:
        inspector = inspect(connection)
        found: Schema = set()
        for table in set(inspector.get_table_names()) - {"alembic_version"}:
            found.update((table, repr(sorted(map(str, column.items())))) for column in inspector.get_columns(table))
            found.add((table, "key", str(inspector.get_pk_constraint(table))))
            found.add((table, "references", str(inspector.get_foreign_keys(table))))
            found.add((table, "checks", str(inspector.get_check_constraints(table))))
        indexes = connection.execute(
            text("SELECT name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL")
        )
        return found | {(name, " ".join(sql.split())) for name, sql in indexes}


class TestSqliteExplorerFilling(ExplorerFillingContract):
    @pytest.fixture
    async def database(self, tmp_path: Path) -> AsyncIterator[Database]:
        async with opened(tmp_path / "musicsim.db") as made:
            await made.migrate()
            yield made
