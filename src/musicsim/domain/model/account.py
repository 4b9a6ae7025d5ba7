"""Accounts."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from musicsim.domain.model.identity import UserId
from musicsim.domain.model.user import Caller, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person who can sign in. Names that differ in case only are one: see rules.names.

    `password` is its hash as a PasswordHasher made it. `one_time` is a password that somebody else knows: it lets in,
    but nothing can be done before it is changed. Since `leaving_at` the account is being deleted.
    """

    id: UserId
    name: str
    role: Role
    password: str
    created_at: datetime
    one_time: bool = False
    disabled_at: datetime | None = None
    leaving_at: datetime | None = None

    @property
    def caller(self) -> Caller:
        return Caller(self.id, self.role)


class AccountChanges(TypedDict, total=False):
    """What can be changed of an account; what is not named stays as it is."""

    role: Role
    password: str
    one_time: bool
    disabled_at: datetime | None
    leaving_at: datetime | None
