"""Where invites are kept."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from musicsim.domain.model.identity import InviteId
from musicsim.domain.model.invite import Invite


class Invites(Protocol):
    """Invites by the digest of their code; all methods raise Unavailable when the database does not answer."""

    @abstractmethod
    async def add(self, invite: Invite, digest: str) -> None:
        """Add an invite; those that had expired, or were used up, when it was created are removed. Conflict when its id
        or digest is taken.
        """

    @abstractmethod
    async def lets_in(self, digest: str, now: datetime) -> bool:
        """Whether the invite could be redeemed; nothing changes."""

    @abstractmethod
    async def redeem(self, digest: str, now: datetime) -> Invite | None:
        """Use the invite once, durably: what is left of it; None when it is unknown, used up or expired. However many
        redeem one at a moment, it lets no more in than it should.
        """

    @abstractmethod
    async def give_back(self, invite: InviteId) -> None:
        """Take back one use that came to nothing; nothing happens when there is no such invite."""

    @abstractmethod
    async def usable(self, now: datetime) -> Sequence[Invite]:
        """The invites that can be redeemed, the newest id first."""

    @abstractmethod
    async def remove(self, invite: InviteId) -> bool:
        """Remove an invite, durably; False when there is none."""
