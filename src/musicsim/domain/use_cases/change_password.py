"""Choose another password."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from musicsim.domain.errors import Conflict
from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import SessionId, UserId
from musicsim.domain.rules.passwords import checked_password
from musicsim.ports.accounts import Accounts
from musicsim.ports.password_hasher import PasswordHasher
from musicsim.ports.sessions import Sessions


@dataclass(frozen=True, kw_only=True)
class ChangePassword:
    """One's own. Whoever else is signed in with the old one is not any more; tokens of programs stay.

    `confirm` is ConfirmPassword: the user, the password, the address it comes from.
    """

    confirm: Callable[[UserId, str, str], Awaitable[Account]]
    accounts: Accounts
    sessions: Sessions
    passwords: PasswordHasher

    async def __call__(self, user: UserId, old: str, new: str, address: str, keep: SessionId | None = None) -> None:
        """All sessions but `keep` end.

        Raises:
            Forbidden: the old password is another one.
            Invalid: the new one is not allowed, or the old one.
            Conflict: it was changed elsewhere meanwhile.
            TooMany: it was tried too often.
        """
        account = await self.confirm(user, old, address)
        hashed = await self.passwords.hash(checked_password(new, account.name, before=old))
        if not await self.accounts.change_password(user, account.password, hashed, one_time=False):
            raise Conflict("The password was changed elsewhere at this moment. Sign in again.")
        await self.sessions.end_all(user, keep)
