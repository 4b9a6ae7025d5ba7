"""Tokens for programs, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.people import People
from musicsim.domain.errors import Conflict
from musicsim.domain.model.account import Account
from musicsim.domain.model.api_token import ApiToken
from musicsim.domain.model.identity import TokenId, UserId
from musicsim.domain.rules.exporting import exported_token
from musicsim.ports.api_tokens import ApiTokens
from musicsim.ports.personal_data import Exported


class MemoryApiTokens(ApiTokens):
    """Keeps tokens in a MemoryDatabase."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def add(self, token: ApiToken, digest: str) -> None:
        people = self._people()
        if token.id in people.tokens or digest in people.token_digests or token.user not in people.accounts:
            raise Conflict(f"There is a token {token.id!r} already, or no such person.")
        people.tokens[token.id] = token
        people.token_digests[digest] = token.id

    async def find(self, digest: str) -> tuple[ApiToken, Account] | None:
        people = self._people()
        found = people.token_digests.get(digest)
        return (people.tokens[found], people.accounts[people.tokens[found].user]) if found is not None else None

    async def of(self, user: UserId) -> Sequence[ApiToken]:
        return [one for _, one in sorted(self._people().tokens.items(), reverse=True) if one.user == user]

    async def note_use(self, token: TokenId, now: datetime) -> None:
        tokens = self._people().tokens
        if token in tokens:
            tokens[token] = replace(tokens[token], used_at=now)

    async def remove(self, user: UserId, token: TokenId) -> bool:
        people = self._people()
        found = people.tokens.get(token)
        if found is None or found.user != user:
            return False
        people.remove_token(token)
        return True

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        return {"tokens": [exported_token(one) for one in await self.of(user)]}

    async def forget(self, user: UserId) -> None:
        for one in await self.of(user):
            self._people().remove_token(one.id)

    def _people(self) -> People:
        self._database.check()
        return self._database.people
