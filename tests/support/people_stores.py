"""Stores of people over one database, as contracts need them."""

from dataclasses import dataclass

from musicsim.adapters.memory.accounts import MemoryAccounts
from musicsim.adapters.memory.api_tokens import MemoryApiTokens
from musicsim.adapters.memory.attempts import MemoryAttempts
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.invites import MemoryInvites
from musicsim.adapters.memory.sessions import MemorySessions
from musicsim.adapters.memory.shared_secrets import MemorySharedSecrets
from musicsim.adapters.sqlalchemy.accounts import SqlAccounts
from musicsim.adapters.sqlalchemy.api_tokens import SqlApiTokens
from musicsim.adapters.sqlalchemy.attempts import SqlAttempts
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.invites import SqlInvites
from musicsim.adapters.sqlalchemy.sessions import SqlSessions
from musicsim.adapters.sqlalchemy.shared_secrets import SqlSharedSecrets
from musicsim.domain.model.account import Account
from musicsim.domain.model.user import Role
from musicsim.ports.accounts import Accounts
from musicsim.ports.api_tokens import ApiTokens
from musicsim.ports.attempts import Attempts
from musicsim.ports.invites import Invites
from musicsim.ports.sessions import Sessions
from musicsim.ports.shared_secrets import SharedSecrets
from tests.support.people import an_account


@dataclass(frozen=True, kw_only=True)
class PeopleStores:
    accounts: Accounts
    sessions: Sessions
    tokens: ApiTokens
    invites: Invites
    attempts: Attempts
    secrets: SharedSecrets

    async def move_in(self, *names: str, role: Role = Role.LISTENER) -> list[Account]:
        """Add an account for each name."""
        accounts = [an_account(name, role) for name in names]
        for account in accounts:
            await self.accounts.add(account)
        return accounts


def people_in_memory(database: MemoryDatabase) -> PeopleStores:
    return PeopleStores(
        accounts=MemoryAccounts(database),
        sessions=MemorySessions(database),
        tokens=MemoryApiTokens(database),
        invites=MemoryInvites(database),
        attempts=MemoryAttempts(database),
        secrets=MemorySharedSecrets(database),
    )


def people_on(database: Database) -> PeopleStores:
    return PeopleStores(
        accounts=SqlAccounts(database),
        sessions=SqlSessions(database),
        tokens=SqlApiTokens(database),
        invites=SqlInvites(database),
        attempts=SqlAttempts(database),
        secrets=SqlSharedSecrets(database),
    )
