"""Radio sessions, kept."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

from musicsim.domain.model.identity import UserId
from musicsim.domain.model.radio import RadioId, RadioSession
from musicsim.ports.personal_data import PersonalData


class RadioSessions(PersonalData, Protocol):
    """Remembers the sessions of people; a session is its owner's alone.

    Every write is durable when it returns, and atomic. All methods raise Unavailable when the store does not answer.
    `export` calls them "radio".
    """

    @abstractmethod
    async def save(self, session: RadioSession) -> None:
        """Insert at revision 1, or replace the kept one, whose revision is one less.

        Conflict, and nothing written, in any other case: two changed it at once, and one has to begin again.
        """

    @abstractmethod
    async def get(self, user: UserId, session_id: RadioId) -> RadioSession | None:
        """That session of that person; None when there is none, or it is somebody else's."""

    @abstractmethod
    async def recent(self, user: UserId, limit: int) -> list[RadioSession]:
        """The person's sessions, the last changed first, ties by id descending, at most `limit`."""

    @abstractmethod
    async def keep_last(self, user: UserId, most: int) -> int:
        """Forget all of the person's sessions but the first `most` of `recent`; how many there were."""

    @abstractmethod
    async def drop(self, user: UserId, session_id: RadioId) -> None:
        """Forget that session of that person; nothing happens when there is none."""

    @abstractmethod
    async def drop_before(self, moment: datetime) -> int:
        """Forget everybody's sessions last changed before `moment`; how many there were."""
