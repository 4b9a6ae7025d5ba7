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
            Forbidden: the account is disabled, or being deleted.
            TooMany: the name or the address has been tried too often.
        """
        wanted = sign_in_attempts(name, device.address)
        check_wait(await self.attempts.take(wanted, self.clock.now()))
        account = await self.accounts.find(name)
        right = await self.passwords.verify(normal(password), account.password if account else None)
        if account is None or not right:
            raise _refusal()
        await self.attempts.give_back(wanted)
        if account.leaving_at is not None:
            raise Forbidden("This account is being deleted.")
        if account.disabled_at is not None:
            raise Forbidden("This account is disabled; an admin can enable it.")
        opened = signed_in(account, self.ids.new(), device, self.clock.now())
        await self.sessions.start(opened.session, digest(opened.refresh_token))
        await self._look_again(opened, password)
        await self._keep_up(account, password)
        return opened

    async def _look_again(self, opened: SignedIn, password: str) -> None:
        """Whoever changed the password, or the account, meanwhile ended all sessions but this, which was not there."""
        before, now = opened.account, await self.accounts.get(opened.account.id)
        if now is None or now.disabled_at is not None or not await self._still(before, now, password):
            await self.sessions.end(before.id, opened.session.id)
            raise _refusal()

    async def _still(self, before: Account, now: Account, password: str) -> bool:
        return now.password == before.password or await self.passwords.verify(normal(password), now.password)

    async def _keep_up(self, account: Account, password: str) -> None:
        """Hash the password as one does today; at no other moment is it known."""
        if self.passwords.is_outdated(account.password):
            hashed = await self.passwords.hash(normal(password))
            await self.accounts.change_password(account.id, account.password, hashed, one_time=account.one_time)


def _refusal() -> Unauthenticated:
    return Unauthenticated("There is no such name, or the password is another one.")
