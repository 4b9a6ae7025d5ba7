"""People on PostgreSQL keep their stores' promises."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.contracts.accounts_contract import AccountsContract
from tests.contracts.api_tokens_contract import ApiTokensContract
from tests.contracts.attempts_contract import MANY, MINUTE, THREE, AttemptsContract
from tests.contracts.invites_contract import InvitesContract
from tests.contracts.sessions_contract import SessionsContract
from tests.support.databases import database_at
from tests.support.people import DAY
from tests.support.people_stores import PeopleStores, people_on
from tests.support.postgres import stores_emptied
from tests.support.servers.postgres import Postgres


@pytest.fixture(scope="module")
async def database(anyio_backend: str, postgres: Postgres) -> AsyncIterator[Database]:
    async with database_at(postgres.new_database()) as made:
        await made.migrate()
        yield made


class OnPostgres:
    @pytest.fixture
    async def people(self, database: Database) -> AsyncIterator[PeopleStores]:
        async with stores_emptied(database):
            yield people_on(database)

    @pytest.fixture
    async def broken(self) -> AsyncIterator[PeopleStores]:
        async with database_at("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere") as database:
            yield people_on(database)


class TestPostgresAccounts(OnPostgres, AccountsContract):
    pass


class TestPostgresSessions(OnPostgres, SessionsContract):
    pass


class TestPostgresApiTokens(OnPostgres, ApiTokensContract):
    pass


class TestPostgresInvites(OnPostgres, InvitesContract):
    pass


class TestPostgresAttempts(OnPostgres, AttemptsContract):
    pass


async def test_those_who_try_at_one_moment_do_not_wait_for_one_another(postgres: Postgres) -> None:
    address = postgres.new_database()  # where nobody else's deadlocks are counted
    keys = [{f"account {number}": THREE, f"address {number}": MANY} for number in range(8)]
    async with database_at(address) as made:
        await made.migrate()
        attempts = people_on(made).attempts
        for number in range(4):
            for wanted in keys:
                await attempts.take(wanted, DAY + number * 30 * MINUTE)
            later = DAY + (number * 30 + 20) * MINUTE  # when all of them have settled, and each forgets the others'
            await asyncio.gather(*(attempts.take(wanted, later) for wanted in keys))
    told = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    assert postgres.run(told, address.rpartition("/")[2]) == "0"  # they would be done again, but each costs a second
