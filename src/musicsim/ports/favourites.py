"""The tracks that people like."""

from abc import abstractmethod
from collections.abc import Collection, Sequence, Set
from datetime import datetime
from typing import Protocol

from musicsim.domain.model.favourite import Favourite
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.page import Page
from musicsim.ports.personal_data import PersonalData


class Favourites(PersonalData, Protocol):
    """Remembers favourites, a person's own ones each, in the same database as the catalogue.

    Tracks that go missing stay favourites. Exported as "favourites". Every write is durable when it returns. All
    methods raise Unavailable when the database does not answer.
    """

    @abstractmethod
    async def add(self, user: UserId, track: TrackId, at: datetime) -> Favourite | None:
        """Mark a track, present or missing; what was marked before stays as it is. None for an unknown track."""

    @abstractmethod
    async def remove(self, user: UserId, track: TrackId) -> None:
        """Take the mark away; nothing happens when there is none."""

    @abstractmethod
    async def get(self, user: UserId, track: TrackId) -> Favourite | None:
        """The mark, or None."""

    @abstractmethod
    async def among(self, user: UserId, tracks: Collection[TrackId]) -> Set[TrackId]:
        """Those of the tracks that are marked."""

    @abstractmethod
    async def newest(self, user: UserId, limit: int) -> Sequence[TrackId]:
        """The tracks that were marked last, at most `limit`, in the order of `page`."""

    @abstractmethod
    async def page(self, user: UserId, limit: int, cursor: str | None = None) -> Page[Favourite]:
        """The newest first, ties by track id. Following `next` until it is None gives each one that was there all
        the time exactly once; Invalid for a cursor that this person's list did not make.
        """
