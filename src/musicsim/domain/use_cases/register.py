"""Register."""

from dataclasses import dataclass
from typing import Literal

from musicsim.domain.errors import Conflict, Forbidden, Invalid
from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.invite import Invite
from musicsim.domain.model.session import Device, SignedIn
from musicsim.domain.model.user import Role
from musicsim.domain.rules.names import checked_name
from musicsim.domain.rules.passwords import checked_password
from musicsim.domain.rules.secret_texts import digest
from musicsim.domain.rules.sessions import signed_in
from musicsim.domain.rules.throttling import check_wait, registration_attempts
from musicsim.ports.accounts import Accounts
from musicsim.ports.attempts import Attempts
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.invites import Invites
from musicsim.ports.password_hasher import PasswordHasher
from musicsim.ports.sessions import Sessions

Registration = Literal["open", "invite", "closed"]


@dataclass(frozen=True, kw_only=True)
class Register:
    """Make an account for somebody, and sign them in.

    Whoever needs an invite and has none learns of no name whether somebody has it, and costs no hash.
    """

    registration: Registration
    accounts: Accounts
    invites: Invites
    sessions: Sessions
    attempts: Attempts
    passwords: PasswordHasher
    clock: Clock
    ids: Ids

    async def __call__(self, name: str, password: str, invite: str | None, device: Device) -> SignedIn:
        """The new account's first session. An invite gives its role, also where registration is open.

        Raises:
            Forbidden: registration is closed.
            Invalid: the name or the password is not allowed; the invite is missing, unknown, used up or expired.
            Conflict: somebody has the name; the invite is not used up then.
            TooMany: this address has registered too often.
        """
        if self.registration == "closed":
            raise Forbidden("Registration is closed. An admin can make an account for you.")
        tidy, secret = checked_name(name), checked_password(password, name)
        check_wait(await self.attempts.take(registration_attempts(device.address), self.clock.now()))
        await self._check(invite)
        if await self.accounts.find(tidy) is not None:
            raise Conflict("Somebody has this name already; choose another.")
        hashed = await self.passwords.hash(secret)
        redeemed = await self._redeem(invite)
        account = Account(
            id=UserId(self.ids.new()),
            name=tidy,
            role=redeemed.role if redeemed else Role.LISTENER,
            password=hashed,
            created_at=self.clock.now(),
        )
        await self._add(account, redeemed)
        opened = signed_in(account, self.ids.new(), device, self.clock.now())
        await self.sessions.start(opened.session, digest(opened.refresh_token))
        return opened

    async def _check(self, code: str | None) -> None:
        if code is None and self.registration == "open":
            return
        if not code or not await self.invites.lets_in(digest(code), self.clock.now()):
            raise _uninvited()

    async def _redeem(self, code: str | None) -> Invite | None:
        if code is None:
            return None
        if (invite := await self.invites.redeem(digest(code), self.clock.now())) is None:  # by somebody, meanwhile
            raise _uninvited()
        return invite

    async def _add(self, account: Account, invite: Invite | None) -> None:
        try:
            await self.accounts.add(account)
        except Conflict:  # somebody took the name at this moment
            if invite is not None:
                await self.invites.give_back(invite.id)
            raise


def _uninvited() -> Invalid:
    return Invalid("This needs an invite that is not used up and has not expired: ask an admin.", "invite")
