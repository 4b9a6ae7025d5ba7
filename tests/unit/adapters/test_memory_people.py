"""People in memory keep their stores' promises."""

import pytest

from musicsim.adapters.memory.database import MemoryDatabase
from tests.contracts.accounts_contract import AccountsContract
from tests.contracts.api_tokens_contract import ApiTokensContract
from tests.contracts.attempts_contract import AttemptsContract
from tests.contracts.invites_contract import InvitesContract
from tests.contracts.sessions_contract import SessionsContract
from tests.support.people_stores import PeopleStores, people_in_memory


class InMemory:
    @pytest.fixture
    def people(self) -> PeopleStores:
        return people_in_memory(MemoryDatabase())

    @pytest.fixture
    def broken(self) -> PeopleStores:
        return people_in_memory(MemoryDatabase(reachable=False))


class TestMemoryAccounts(InMemory, AccountsContract):
    pass


class TestMemorySessions(InMemory, SessionsContract):
    pass


class TestMemoryApiTokens(InMemory, ApiTokensContract):
    pass


class TestMemoryInvites(InMemory, InvitesContract):
    pass


class TestMemoryAttempts(InMemory, AttemptsContract):
    pass
