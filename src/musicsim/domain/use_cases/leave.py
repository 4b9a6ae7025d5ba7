"""Accounts come to an end, with all that is kept of their people."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from musicsim.domain.errors import NotFound, Unavailable
from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import UserId
from musicsim.ports.accounts import Accounts
from musicsim.ports.clock import Clock
from musicsim.ports.personal_data import PersonalData

_SURELY_BROKEN = timedelta(minutes=1)
"""A deletion that began longer ago is not under way any more; and if it is, two of them do no harm."""


@dataclass(frozen=True, kw_only=True)
class DeleteAccount:
    """Somebody's account, which an admin deletes.

    Disabled first, so that nothing is added while the rest goes, and the last admin stays whole; the account itself
    goes last, so that what breaks off in between is done again: see FinishFarewells.
    """

    accounts: Accounts
    personal: Sequence[PersonalData]
    clock: Clock

    async def __call__(self, user: UserId) -> None:
        """NotFound when there is no such account, Conflict when no admin would be left."""
        now = self.clock.now()
        if await self.accounts.change(user, disabled_at=now, leaving_at=now) is None:
            raise NotFound.of("account", user)
        await self._forget(user)
        await self.accounts.remove(user)
        await self._forget(user)  # what was on its way in, such as an upload that had begun before

    async def _forget(self, user: UserId) -> None:
        for store in self.personal:
            await store.forget(user)


@dataclass(frozen=True, kw_only=True)
class FinishFarewells:
    """Deletions of accounts that broke off, as a service was down or a host stopped; whoever left cannot ask again."""

    accounts: Accounts
    delete: DeleteAccount
    clock: Clock

    async def __call__(self) -> None:
        """What still cannot be deleted waits for the next time; it keeps nothing else from its work."""
        for user in await self.accounts.leaving(self.clock.now() - _SURELY_BROKEN):
            with suppress(NotFound, Unavailable):
                await self.delete(user)


@dataclass(frozen=True, kw_only=True)
class DeleteMyAccount:
    """One's own. `confirm` is ConfirmPassword: the user, the password, the address it comes from."""

    confirm: Callable[[UserId, str, str], Awaitable[Account]]
    delete: DeleteAccount

    async def __call__(self, user: UserId, password: str, address: str) -> None:
        """Everything is gone when this returns; where it breaks off, the rest goes soon, without being asked for again.

        Raises:
            Forbidden: the password is another one.
            Conflict: this is the last admin.
            TooMany: it was tried too often.
        """
        await self.confirm(user, password, address)
        await self.delete(user)
