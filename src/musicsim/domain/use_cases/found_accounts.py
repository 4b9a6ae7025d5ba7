"""The first account."""

from dataclasses import dataclass

from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.user import Role
from musicsim.domain.rules.passwords import checked_password, one_time_password
from musicsim.ports.accounts import Accounts
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.password_hasher import PasswordHasher

FIRST = "admin"
"""The name of the first account."""


@dataclass(frozen=True, kw_only=True)
class FoundAccounts:
    """See to it that there is somebody who can sign in: an admin, when there is nobody at all."""

    accounts: Accounts
    passwords: PasswordHasher
    clock: Clock
    ids: Ids

    async def __call__(self, password: str = "") -> str | None:
        """The one-time password to tell, once; None when there are accounts, or the `password` was given.

        Of several hosts that start at once, one tells. Invalid for a password that nobody may have.
        """
        if await self.accounts.page(1):
            return None
        chosen = checked_password(password, FIRST) if password else one_time_password()
        account = Account(
            id=UserId(self.ids.new()),
            name=FIRST,
            role=Role.ADMIN,
            password=await self.passwords.hash(chosen),
            one_time=not password,
            created_at=self.clock.now(),
        )
        added = await self.accounts.add_first(account)
        return chosen if added and not password else None
