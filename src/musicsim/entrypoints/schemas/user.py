"""Accounts, as admins see them."""

from datetime import datetime

import msgspec

from musicsim.domain.model.account import Account
from musicsim.domain.model.page import Page
from musicsim.domain.model.user import Role
from musicsim.entrypoints.schemas.me import Name, Password


class User(msgspec.Struct, frozen=True, kw_only=True):
    """An account. Who is `disabled` cannot sign in; with `must_change_password` nothing else can be done before."""

    id: str
    name: str
    role: Role
    created_at: datetime
    disabled: bool
    must_change_password: bool

    @classmethod
    def of(cls, account: Account) -> "User":
        return cls(
            id=account.id,
            name=account.name,
            role=account.role,
            created_at=account.created_at,
            disabled=account.disabled_at is not None,
            must_change_password=account.one_time,
        )


class UserPage(msgspec.Struct, frozen=True):
    """Some accounts and, when there are more, the cursor to ask for the next ones with."""

    items: list[User]
    next: str | None

    @classmethod
    def of(cls, page: Page[Account]) -> "UserPage":
        return cls([User.of(one) for one in page.items], page.next)


class NewUser(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An account to make. Without a password one is made for a single use."""

    name: Name
    role: Role = Role.LISTENER
    password: Password | None = None


class MadeUser(msgspec.Struct, frozen=True, kw_only=True):
    """A new account and, where none was given, the password to tell the person: it is shown nowhere else."""

    user: User
    one_time_password: str | None


class UserChanges(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to change of an account; what is left out, or null, stays."""

    role: Role | None = None
    disabled: bool | None = None


class NewPassword(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A password for somebody else; without one, one is made for a single use."""

    password: Password | None = None


class OneTimePassword(msgspec.Struct, frozen=True, kw_only=True):
    """The password to tell the person; null where one was given."""

    one_time_password: str | None
