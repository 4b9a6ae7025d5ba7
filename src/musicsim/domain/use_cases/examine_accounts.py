"""Look whether accounts are as safe as they should be."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.account import Account
from musicsim.domain.model.health import Finding
from musicsim.domain.rules.names import name_key
from musicsim.ports.accounts import Accounts

_PAGE = 500
_REMEDY = "Sign in with it and choose another, or make a new one: musicsim user password NAME."


@dataclass(frozen=True, kw_only=True)
class ExamineAccounts:
    """A one-time password lies where it was printed, in a terminal or a log, for as long as nobody has changed it."""

    accounts: Accounts

    async def __call__(self) -> list[Finding]:
        """One that is not required, where there is something to do. None while the database does not answer, which
        others tell of.
        """
        try:
            names = [one.name async for one in self._all() if _has_to_change(one)]
        except Unavailable:
            return []
        seen = f"The one-time password is still in use: {', '.join(names)}."
        return [Finding("accounts", healthy=False, seen=seen, remedy=_REMEDY, required=False)] if names else []

    async def _all(self) -> AsyncIterator[Account]:
        after = ""
        while some := await self.accounts.page(_PAGE, after):
            for account in some:
                yield account
            after = name_key(some[-1].name)


def _has_to_change(account: Account) -> bool:
    return account.one_time and account.caller.is_admin and account.disabled_at is None
