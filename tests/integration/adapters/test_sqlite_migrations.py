"""The steps lead to the tables, and back."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.migrations import running
from musicsim.adapters.sqlalchemy.migrations.head import HEAD
from musicsim.adapters.sqlalchemy.tables import metadata
from tests.support.databases import stores_on
from tests.support.samples import a_track
from tests.support.sqlite import opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "musicsim.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    async with opened(path) as made:
        yield made


def schema(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_schema").fetchall()
    return {(name, " ".join(sql.split())) for name, sql in rows}


async def test_up_down_and_up_again(path: Path, database: Database):
    await database.migrate()
    after = schema(path)
    await stores_on(database).analysed(a_track(1))
    await database.write(running.downgrade)
    assert {name for name, _ in schema(path)} == {"alembic_version", "sqlite_autoindex_alembic_version_1"}
    await database.migrate()
    assert schema(path) == after
    assert (await stores_on(database).catalogue.counts()).present == 0


async def test_migrating_twice_changes_nothing(path: Path, database: Database):
    await database.migrate()
    await stores_on(database).save(a_track(1))
    await database.migrate()
    assert (await stores_on(database).catalogue.counts()).present == 1


async def test_the_steps_lead_to_the_tables(database: Database):
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, metadata))

    await database.migrate()
    assert await database.read(differences) == []


async def test_even_to_the_letter(path: Path, tmp_path: Path, database: Database):
    await database.migrate()
    engine = create_engine(f"sqlite:///{tmp_path}/direct.db")
    metadata.create_all(engine)
    engine.dispose()

    def indexes(of: Path) -> set[tuple[str, str]]:
        return {(name, sql) for name, sql in schema(of) if sql.startswith(("CREATE INDEX", "CREATE UNIQUE"))}

    assert indexes(path) == indexes(tmp_path / "direct.db")  # partial conditions, which Alembic does not compare


async def test_the_head_is_known_without_alembic(database: Database):
    scripts = await database.read(lambda connection: ScriptDirectory.from_config(running.config(connection)))
    assert scripts.get_heads() == [HEAD]
