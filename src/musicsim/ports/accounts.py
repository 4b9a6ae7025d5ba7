"""Where accounts are kept."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, Unpack

from musicsim.domain.model.account import Account, AccountChanges
from musicsim.domain.model.identity import UserId


class Accounts(Protocol):
    """Accounts by id, and by the name that people sign in with, however it is capitalised.

    Once there is an admin who is not disabled there always is one: what would leave none is refused, however many ask
    at one moment. All methods raise Unavailable when the database does not answer.
    """

    @abstractmethod
    async def add(self, account: Account) -> None:
        """Add an account, durably. Conflict when the name or the id is taken."""

    @abstractmethod
    async def add_first(self, account: Account) -> bool:
        """Add an account if there is none at all; whether it was added. Of several that ask at once, one is."""

    @abstractmethod
    async def get(self, user: UserId) -> Account | None:
        """The account with that id."""

    @abstractmethod
    async def find(self, name: str) -> Account | None:
        """The account with that name."""

    @abstractmethod
    async def page(self, limit: int, after: str = "") -> Sequence[Account]:
        """Up to `limit` accounts in the order of their names' keys (see rules.names), those behind the key `after`."""

    @abstractmethod
    async def leaving(self, before: datetime) -> Sequence[UserId]:
        """Whose accounts began to be deleted before then, in the order of their ids."""

    @abstractmethod
    async def change(self, user: UserId, **changes: Unpack[AccountChanges]) -> Account | None:
        """Change what is named, durably: the account as it is then, None when there is none.

        Conflict when no admin would be left.
        """

    @abstractmethod
    async def change_password(self, user: UserId, before: str, after: str, *, one_time: bool) -> bool:
        """Put the hash `after` in the place of `before`, durably; False, and no change, where it is another one."""

    @abstractmethod
    async def remove(self, user: UserId) -> bool:
        """Remove an account and whatever the database keeps of the person; False when there is none.

        Conflict when no admin would be left.
        """
