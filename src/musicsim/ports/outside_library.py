"""The library's own tracks, listened to by an outside service."""

from abc import abstractmethod
from collections.abc import AsyncIterable, Sequence
from typing import Protocol

from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.upload_outside import OutsideListening


class OutsideLibrary(Protocol):
    """Sends tracks to a service that listens to them. Raises as SimilarityProvider does."""

    @abstractmethod
    async def add(self, track: TrackId, title: str, chunks: AsyncIterable[bytes]) -> ExternalId:
        """Send an MP3 file's bytes; the id that it has there. Listening begins by itself.

        Refused, with the reason QUOTA, when there is no room for more. What `chunks` raise is raised.
        """

    @abstractmethod
    async def state(self, track: ExternalId) -> OutsideListening | None:
        """How far listening has come; None when the service does not know the track."""

    @abstractmethod
    async def remove(self, tracks: Sequence[ExternalId]) -> None:
        """Have the service forget these tracks; unknown ones are passed over."""
