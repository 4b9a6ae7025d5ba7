"""Who is signed in."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from musicsim.domain.model.account import Account
from musicsim.domain.model.user import Role

Name = Annotated[str, Meta(max_length=200)]
Password = Annotated[str, Meta(max_length=1000)]


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is signed in. With `must_change_password` nothing else can be done before that."""

    id: str
    name: str
    role: Role
    created_at: datetime
    must_change_password: bool

    @classmethod
    def of(cls, account: Account) -> "Me":
        return cls(
            id=account.id,
            name=account.name,
            role=account.role,
            created_at=account.created_at,
            must_change_password=account.one_time,
        )


class PasswordChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The password that one has, and the one to have."""

    old: Password
    password: Password


class Goodbye(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The password, as proof that it is oneself who wants to leave."""

    password: Password
