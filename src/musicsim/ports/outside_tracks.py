"""What is known of tracks in outside catalogues."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outside_track import Counterpart, Described, OurOwn


class OutsideTracks(Protocol):
    """Keeps descriptions, and which track is which, for all processes that share it.

    Every write is durable when it returns. Raises Unavailable when the store does not answer.
    """

    @abstractmethod
    async def described(self, ids: Collection[ExternalId]) -> Mapping[ExternalId, Described]:
        """What was said of these ids; ids that nobody asked about are absent."""

    @abstractmethod
    async def describe(self, track: ExternalId, what: Described) -> None:
        """Insert or replace."""

    @abstractmethod
    async def counterparts(self, track: TrackId) -> Mapping[str, Counterpart]:
        """What one of ours is elsewhere, by catalogue; catalogues that were not asked are absent."""

    @abstractmethod
    async def match(self, track: TrackId, what: Counterpart) -> None:
        """Insert or replace what the track is in that catalogue; `track` is one of the library's."""

    @abstractmethod
    async def ours(self, ids: Collection[ExternalId]) -> Mapping[ExternalId, Sequence[OurOwn]]:
        """Which of ours these were found to be, by id; what none was is absent. Their tags may be others by now."""

    @abstractmethod
    async def forget(self, before: datetime, most: int) -> int:
        """Forget descriptions that are older, at most so many; how many there were."""
