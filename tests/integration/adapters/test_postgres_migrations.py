"""The steps lead to the tables, and back, on PostgreSQL; many hosts may start at one moment."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, text

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.domain.errors import Unavailable
from tests.contracts.explorer_filling_contract import ExplorerFillingContract
from tests.contracts.migrations_contract import MigrationsContract, Schema
from tests.support.databases import database_at, stores_on
from tests.support.samples import a_track
from tests.support.servers.postgres import Postgres

DESCRIBED = (
    """SELECT table_name, column_name, data_type, coalesce(collation_name, ''), is_nullable,
        coalesce(column_default, '')
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name <> 'alembic_version'""",
    """SELECT indexname, indexdef FROM pg_indexes
    WHERE schemaname = current_schema() AND tablename <> 'alembic_version'""",
    """SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = current_schema()::regnamespace AND conrelid <> coalesce(to_regclass('alembic_version'), 0)""",
)


@pytest.fixture
async def database(postgres: Postgres) -> AsyncIterator[Database]:
    async with database_at(postgres.new_database()) as made:
        yield made


class TestPostgresMigrations(MigrationsContract):
    @pytest.fixture
    async def another(self, postgres: Postgres) -> AsyncIterator[Database]:
        async with database_at(postgres.new_database()) as made:
            yield made

    async def prepare(self, another: Database) -> None:
        await another.write(lambda connection: connection.execute(text("CREATE EXTENSION pg_trgm")))

    @staticmethod
    def schema(connection: Connection) -> Schema:
        return {tuple(row) for query in DESCRIBED for row in connection.execute(text(query))}


class TestPostgresExplorerFilling(ExplorerFillingContract):
    @pytest.fixture
    async def database(self, postgres: Postgres) -> AsyncIterator[Database]:
        async with database_at(postgres.new_database()) as made:
            await made.migrate()
            yield made


async def test_hosts_that_start_at_one_moment_all_get_to_work(postgres: Postgres):
    url = postgres.new_database()

    async def start(number: int) -> None:
        async with database_at(url) as database:
            await database.migrate()
            await stores_on(database).save(a_track(number))

    await asyncio.gather(*map(start, range(4)))
    async with database_at(url) as database:
        assert (await stores_on(database).catalogue.counts()).pending == 4


async def test_tables_of_a_newer_version(database: Database):
    await database.migrate()
    await database.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(Unavailable, match=r"newer musicsim \(schema 9999\)"):
        await database.migrate()


async def test_an_extension_that_this_user_may_not_create(postgres: Postgres):
    url = postgres.new_database()
    name = url.rpartition("/")[2]
    postgres.run("CREATE ROLE plain LOGIN PASSWORD 'secret'", name)
    postgres.run("GRANT CREATE ON SCHEMA public TO plain", name)
    async with database_at(postgres.url(name, "plain")) as database:
        with pytest.raises(Unavailable, match="let an administrator"):
            await database.migrate()
        with pytest.raises(Unavailable, match="does not exist"):  # nothing of it stays
            await stores_on(database).catalogue.counts()
        postgres.run("CREATE EXTENSION pg_trgm", name)
        await database.migrate()
        assert (await stores_on(database).catalogue.counts()).present == 0
