"""What people listened to, kept."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from musicsim.domain.model.identity import UserId
from musicsim.domain.model.page import Page
from musicsim.domain.model.play import Play, PlayCount, PlayEvent, Reception
from musicsim.ports.personal_data import PersonalData


class Plays(PersonalData, Protocol):
    """Remembers plays, a person's own ones each, in the same database as the catalogue; exported as "history".

    Tracks that go missing stay in it. Every write is durable when it returns. All methods raise Unavailable when the
    database does not answer.
    """

    @abstractmethod
    async def record(self, user: UserId, events: Sequence[PlayEvent]) -> Sequence[Reception]:
        """Take the events in, all or none, as rules.plays says; what became of each, in their order.

        Their tracks are known to the catalogue. Conflict for an unknown person. However many tell of one play at the
        same time, nothing is lost.
        """

    @abstractmethod
    async def history(self, user: UserId, limit: int, cursor: str | None = None) -> Page[Play]:
        """The plays, the latest start first, ties by id. Following `next` until it is None gives each that was there
        all the time exactly once; Invalid for a cursor that this person's list did not make.
        """

    @abstractmethod
    async def recent(self, user: UserId, limit: int) -> Sequence[PlayCount]:
        """The tracks that were started last, the latest first, ties by track id, with how often each was."""

    @abstractmethod
    async def most_played(self, user: UserId, limit: int, since: datetime | None = None) -> Sequence[PlayCount]:
        """The tracks by how many plays of them count that started at `since` or later; ties: the last one played
        first, then by track id. Tracks without any are not among them.
        """
