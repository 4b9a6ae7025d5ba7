"""Tokens for programs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from musicsim.domain.model.identity import TokenId, UserId


class Scope(StrEnum):
    """What a program may do in a person's name; each includes those before it."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"
    """Also what only admins may, as long as the person is one, but for accounts and invites."""

    def includes(self, other: "Scope") -> bool:
        order = list(Scope)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A token that a person gave to a program; the text itself is not kept. `used_at` is right to some minutes."""

    id: TokenId
    user: UserId
    name: str
    scope: Scope
    created_at: datetime
    expires_at: datetime | None = None
    used_at: datetime | None = None
