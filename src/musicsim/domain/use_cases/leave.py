"""Accounts come to an end, with all that is kept of their people."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from musicsim.domain.errors import NotFound
from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import UserId
from musicsim.ports.accounts import Accounts
from musicsim.ports.clock import Clock
from musicsim.ports.personal_data import PersonalData


@dataclass(frozen=True, kw_only=True)
class DeleteAccount:
    """Somebody's account, which an admin deletes.

    Disabled first, so that nothing is added while the rest goes, and the last admin stays whole; the account itself
    goes last, so that what breaks off in between can be done again.
    """

    accounts: Accounts
    personal: Sequence[PersonalData]
    clock: Clock

    async def __call__(self, user: UserId) -> None:
        """NotFound when there is no such account, Conflict when no admin would be left."""
        if await self.accounts.change(user, disabled_at=self.clock.now()) is None:
            raise NotFound.of("account", user)
        await self._forget(user)
        await self.accounts.remove(user)
        await self._forget(user)  # what was on its way in, such as an upload that had begun before

    async def _forget(self, user: UserId) -> None:
        for store in self.personal:
            await store.forget(user)


@dataclass(frozen=True, kw_only=True)
class DeleteMyAccount:
    """One's own. `confirm` is ConfirmPassword: the user, the password, the address it comes from."""

    confirm: Callable[[UserId, str, str], Awaitable[Account]]
    delete: DeleteAccount

    async def __call__(self, user: UserId, password: str, address: str) -> None:
        """Everything is gone when this returns.

        Raises:
            Forbidden: the password is another one.
            Conflict: this is the last admin.
            TooMany: it was tried too often.
        """
        await self.confirm(user, password, address)
        await self.delete(user)
