"""People in SQLite keep their stores' promises."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contracts.accounts_contract import AccountsContract
from tests.contracts.api_tokens_contract import ApiTokensContract
from tests.contracts.attempts_contract import AttemptsContract
from tests.contracts.invites_contract import InvitesContract
from tests.contracts.sessions_contract import SessionsContract
from tests.support.people_stores import PeopleStores, people_on
from tests.support.sqlite import make_template, opened


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.db"
    make_template(path)
    return path


class OnSqlite:
    @pytest.fixture
    async def people(self, template: Path, tmp_path: Path) -> AsyncIterator[PeopleStores]:
        shutil.copyfile(template, tmp_path / "musicsim.db")
        async with opened(tmp_path / "musicsim.db") as database:
            yield people_on(database)

    @pytest.fixture
    async def broken(self, tmp_path: Path) -> AsyncIterator[PeopleStores]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield people_on(database)


class TestSqliteAccounts(OnSqlite, AccountsContract):
    pass


class TestSqliteSessions(OnSqlite, SessionsContract):
    pass


class TestSqliteApiTokens(OnSqlite, ApiTokensContract):
    pass


class TestSqliteInvites(OnSqlite, InvitesContract):
    pass


class TestSqliteAttempts(OnSqlite, AttemptsContract):
    pass
