"""Where sessions are kept."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import SessionId, UserId
from musicsim.domain.model.session import Device, Renewal, Session
from musicsim.ports.personal_data import PersonalData


class Sessions(PersonalData, Protocol):
    """Sessions, with the digests of their refresh tokens. Exported under "sessions", without digests.

    All methods raise Unavailable when the database does not answer.
    """

    @abstractmethod
    async def start(self, session: Session, refresh: str) -> None:
        """Add a session whose first refresh token has that digest; sessions of the same person that had expired when
        it was created are removed. Conflict when the id is taken or there is no such person.
        """

    @abstractmethod
    async def renew(
        self, used: str, successor: str, device: Device, now: datetime, until: datetime, grace: timedelta
    ) -> Renewal:
        """Use up the refresh token with the digest `used`: the session is now seen on `device`, lasts `until`, and has
        the successor's digest for its next one.

        A token that was used up before is as good as new for `grace`: nothing changes then. After that the whole
        session is ended. However many come with one token at a moment, one uses it up. No session for what is unknown
        or has expired.
        """

    @abstractmethod
    async def holder(self, session: SessionId, now: datetime) -> Account | None:
        """Whose session that is; None when there is none, or it has expired."""

    @abstractmethod
    async def of(self, user: UserId, now: datetime) -> Sequence[Session]:
        """A person's sessions that have not expired, the latest seen first, ties by id descending."""

    @abstractmethod
    async def end(self, user: UserId, session: SessionId) -> bool:
        """Remove a session of that person's, durably; False when there is none."""

    @abstractmethod
    async def end_all(self, user: UserId, keep: SessionId | None = None) -> None:
        """Remove all sessions of that person's but `keep`, durably."""
