"""Tokens for programs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from musicsim.domain.model import api_token as domain
from musicsim.domain.model.api_token import Scope


class ApiToken(msgspec.Struct, frozen=True, kw_only=True):
    """A token; its text is shown once, when it is made. `used_at` is right to some minutes."""

    id: str
    name: str
    scope: Scope
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None

    @classmethod
    def of(cls, token: domain.ApiToken) -> "ApiToken":
        return cls(
            id=token.id,
            name=token.name,
            scope=token.scope,
            created_at=token.created_at,
            expires_at=token.expires_at,
            used_at=token.used_at,
        )


class ApiTokenPage(msgspec.Struct, frozen=True):
    """All tokens; `next` is always null."""

    items: list[ApiToken]
    next: str | None

    @classmethod
    def of(cls, tokens: Sequence[domain.ApiToken]) -> "ApiTokenPage":
        return cls([ApiToken.of(one) for one in tokens], None)


class NewApiToken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A token to make: what it is for, what it may do (`read`, `write`, `admin`), and for how long."""

    name: Annotated[str, Meta(max_length=200)]
    scope: Scope = Scope.READ
    expires_in_days: Annotated[int, Meta(ge=1, le=3660)] | None = None


class MadeApiToken(msgspec.Struct, frozen=True, kw_only=True):
    """A new token, and its text, which is shown nowhere else."""

    token: ApiToken
    text: str
