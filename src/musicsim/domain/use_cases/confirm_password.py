"""See that it is really the person who is signed in."""

from dataclasses import dataclass

from musicsim.domain.errors import Forbidden, Unauthenticated
from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import UserId
from musicsim.domain.rules.passwords import normal
from musicsim.domain.rules.throttling import check_wait, sign_in_attempts
from musicsim.ports.accounts import Accounts
from musicsim.ports.attempts import Attempts
from musicsim.ports.clock import Clock
from musicsim.ports.password_hasher import PasswordHasher


@dataclass(frozen=True, kw_only=True)
class ConfirmPassword:
    """Before what cannot be undone, or would shut the person out. Counts with the attempts to sign in."""

    accounts: Accounts
    attempts: Attempts
    passwords: PasswordHasher
    clock: Clock

    async def __call__(self, user: UserId, password: str, address: str) -> Account:
        """The person's account.

        Raises:
            Unauthenticated: there is no such person any more.
            Forbidden: the password is another one.
            TooMany: it was tried too often.
        """
        account = await self.accounts.get(user)
        if account is None:
            raise Unauthenticated("You are not signed in any more.")
        wanted = sign_in_attempts(account.name, address)
        check_wait(await self.attempts.take(wanted, self.clock.now()))
        if not await self.passwords.verify(normal(password), account.password):
            raise Forbidden("The password is another one.")
        await self.attempts.give_back(wanted)
        return account
