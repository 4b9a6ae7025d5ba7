"""Sign in."""

from dataclasses import dataclass

from musicsim.domain.errors import Forbidden, Unauthenticated
from musicsim.domain.model.account import Account
from musicsim.domain.model.session import Device, SignedIn
from musicsim.domain.rules.passwords import normal
from musicsim.domain.rules.secret_texts import digest
from musicsim.domain.rules.sessions import signed_in
from musicsim.domain.rules.throttling import check_wait, sign_in_attempts
from musicsim.ports.accounts import Accounts
from musicsim.ports.attempts import Attempts
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.password_hasher import PasswordHasher
from musicsim.ports.sessions import Sessions


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """Start a session for somebody who knows the password.

    A name that nobody has costs as much time as a wrong password: one look-up, one verification. An attempt counts
    before the password is looked at, so that many at one moment are not more than they should be.
    """

    accounts: Accounts
    sessions: Sessions
    attempts: Attempts
    passwords: PasswordHasher
    clock: Clock
    ids: Ids

    async def __call__(self, name: str, password: str, device: Device) -> SignedIn:
        """The new session.

        Raises:
            Unauthenticated: there is no such name, or another password.
            Forbidden: the account is disabled.
            TooMany: the name or the address has been tried too often.
        """
        wanted = sign_in_attempts(name, device.address)
        check_wait(await self.attempts.take(wanted, self.clock.now()))
        account = await self.accounts.find(name)
        right = await self.passwords.verify(normal(password), account.password if account else None)
        if account is None or not right:
            raise Unauthenticated("There is no such name, or the password is another one.")
        await self.attempts.give_back(wanted)
        if account.disabled_at is not None:
            raise Forbidden("This account is disabled; an admin can enable it.")
        await self._keep_up(account, password)
        opened = signed_in(account, self.ids.new(), device, self.clock.now())
        await self.sessions.start(opened.session, digest(opened.refresh_token))
        return opened

    async def _keep_up(self, account: Account, password: str) -> None:
        """Hash the password as one does today; at no other moment is it known."""
        if self.passwords.is_outdated(account.password):
            await self.accounts.change(account.id, password=await self.passwords.hash(normal(password)))
