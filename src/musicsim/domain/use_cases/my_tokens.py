"""Tokens that somebody gives to programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from musicsim.domain.errors import Conflict, Forbidden, Invalid, NotFound
from musicsim.domain.model.api_token import ApiToken, Scope
from musicsim.domain.model.identity import TokenId, UserId
from musicsim.domain.model.user import Caller
from musicsim.domain.rules.secret_texts import digest, new_api_token
from musicsim.ports.api_tokens import ApiTokens
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids

MOST = 100
"""Tokens that one person can have."""

LONGEST = timedelta(days=3660)


@dataclass(frozen=True, kw_only=True)
class CreateToken:
    """Make a token for a program."""

    tokens: ApiTokens
    clock: Clock
    ids: Ids

    async def __call__(self, caller: Caller, name: str, scope: Scope, lasts: timedelta | None) -> tuple[ApiToken, str]:
        """The token and its text, which is nowhere else. Without `lasts` it never expires.

        Raises:
            Forbidden: only admins can give away what only admins may.
            Invalid: the name is empty or too long, or it would last too long.
            Conflict: the person has as many as one can have.
        """
        tidy = " ".join(name.split())
        if not 1 <= len(tidy) <= 100 or not tidy.isprintable():
            raise Invalid("A token's name says what it is for, in 1 to 100 visible characters.", "name")
        if lasts is not None and not timedelta() < lasts <= LONGEST:
            raise Invalid(f"A token lasts between 1 and {LONGEST.days} days, or for ever.", "expires_in_days")
        if scope is Scope.ADMIN and not caller.is_admin:
            raise Forbidden("Only admins can make tokens of the scope 'admin'.")
        if len(await self.tokens.of(caller.user)) >= MOST:
            raise Conflict(f"You have {MOST} tokens, the most that one can have: revoke some first.")
        now = self.clock.now()
        text = new_api_token()
        token = ApiToken(
            id=TokenId(self.ids.new()),
            user=caller.user,
            name=tidy,
            scope=scope,
            created_at=now,
            expires_at=None if lasts is None else now + lasts,
        )
        await self.tokens.add(token, digest(text))
        return token, text


@dataclass(frozen=True, kw_only=True)
class ListTokens:
    """A person's own tokens."""

    tokens: ApiTokens

    async def __call__(self, user: UserId) -> Sequence[ApiToken]:
        """The newest first, expired ones included."""
        return await self.tokens.of(user)


@dataclass(frozen=True, kw_only=True)
class RevokeToken:
    """Take a token back; at once, on every host."""

    tokens: ApiTokens

    async def __call__(self, user: UserId, token: TokenId) -> None:
        """NotFound for a token that is not this person's."""
        if not await self.tokens.remove(user, token):
            raise NotFound.of("token", token)
