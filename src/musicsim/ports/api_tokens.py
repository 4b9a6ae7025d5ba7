"""Where tokens for programs are kept."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from musicsim.domain.model.account import Account
from musicsim.domain.model.api_token import ApiToken
from musicsim.domain.model.identity import TokenId, UserId
from musicsim.ports.personal_data import PersonalData


class ApiTokens(PersonalData, Protocol):
    """Tokens by the digest of their text. Exported under "tokens", without digests.

    All methods raise Unavailable when the database does not answer.
    """

    @abstractmethod
    async def add(self, token: ApiToken, digest: str) -> None:
        """Add a token. Conflict when its id or digest is taken, or there is no such person."""

    @abstractmethod
    async def find(self, digest: str) -> tuple[ApiToken, Account] | None:
        """The token with that digest, expired or not, and whose it is."""

    @abstractmethod
    async def of(self, user: UserId) -> Sequence[ApiToken]:
        """A person's tokens, expired ones included, the newest id first."""

    @abstractmethod
    async def note_use(self, token: TokenId, now: datetime) -> None:
        """Remember when a token was used; nothing happens when there is none."""

    @abstractmethod
    async def remove(self, user: UserId, token: TokenId) -> bool:
        """Remove a token of that person's, durably; False when there is none."""
