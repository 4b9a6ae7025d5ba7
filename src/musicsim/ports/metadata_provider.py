"""What outside catalogues know of a track."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.beyond import ExternalTrack, SoughtTrack


class MetadataProvider(Protocol):
    """An outside catalogue. Raises as SimilarityProvider does."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The service, as settings and metrics call it."""

    @property
    @abstractmethod
    def catalogue(self) -> str:
        """The catalogue of all its ids."""

    @abstractmethod
    async def find(self, sought: SoughtTrack) -> list[ExternalTrack]:
        """Tracks that may be the one, at most 10, by ISRC where there is one and it is known there, else by words.

        Empty when there are none. Which of them is meant is not decided here (see rules.matching).
        """

    @abstractmethod
    async def get(self, track_id: str) -> ExternalTrack | None:
        """The track with that id of the catalogue, None when there is none, or `track_id` cannot be one."""
