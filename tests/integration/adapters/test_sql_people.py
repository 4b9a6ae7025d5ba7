"""People in SQLite and on PostgreSQL keep their stores' promises."""

import asyncio

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
from tests.support.postgres import migrated
from tests.support.servers.postgres import Postgres
from tests.support.sql_stores import OnPostgres, OnSqlite


class _People:
    @pytest.fixture
    def people(self, database: Database) -> PeopleStores:
        return people_on(database)

    @pytest.fixture
    def broken(self, nowhere: Database) -> PeopleStores:
        return people_on(nowhere)


class TestSqliteAccounts(OnSqlite, _People, AccountsContract):
    pass


class TestSqliteSessions(OnSqlite, _People, SessionsContract):
    pass


class TestSqliteApiTokens(OnSqlite, _People, ApiTokensContract):
    pass


class TestSqliteInvites(OnSqlite, _People, InvitesContract):
    pass


class TestSqliteAttempts(OnSqlite, _People, AttemptsContract):
    pass


class TestPostgresAccounts(OnPostgres, _People, AccountsContract):
    pass


class TestPostgresSessions(OnPostgres, _People, SessionsContract):
    pass


class TestPostgresApiTokens(OnPostgres, _People, ApiTokensContract):
    pass


class TestPostgresInvites(OnPostgres, _People, InvitesContract):
    pass


class TestPostgresAttempts(OnPostgres, _People, AttemptsContract):
    pass


@pytest.fixture
def address(postgres: Postgres) -> str:
    """Of a database where nobody else's deadlocks are counted."""
    return migrated(postgres)


async def test_those_who_try_at_one_moment_do_not_wait_for_one_another(postgres: Postgres, address: str) -> None:
    keys = [{f"account {number}": THREE, f"address {number}": MANY} for number in range(8)]
    async with database_at(address) as made:
        attempts = people_on(made).attempts
        for number in range(4):
            for wanted in keys:
                await attempts.take(wanted, DAY + number * 30 * MINUTE)
            later = DAY + (number * 30 + 20) * MINUTE  # when all of them have settled, and each forgets the others'
            await asyncio.gather(*(attempts.take(wanted, later) for wanted in keys))
    told = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    assert postgres.run(told, address.rpartition("/")[2]) == "0"  # they would be done again, but each costs a second
