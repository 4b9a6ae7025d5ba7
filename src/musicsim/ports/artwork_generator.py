"""Painting."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.painting import ArtworkOrder, Declined, Painting


class ArtworkGenerator(Protocol):
    """Makes pictures: here, or on the outside from words, for money."""

    @property
    @abstractmethod
    def name(self) -> str:
        """As settings, provenance and metrics call it."""

    @property
    @abstractmethod
    def price(self) -> float:
        """What one picture costs at most, in the provider's own currency; 0 for nothing."""

    @abstractmethod
    async def generate(self, order: ArtworkOrder) -> Painting | Declined:
        """A square picture whose bytes were decoded and found to be one, of about the edge that was ordered.

        Declined when the generator does not want to paint that. Unavailable, Throttled, Garbled and Refused as for
        SimilarityProvider; UnusableImage when what it made is no picture that can be taken.
        """
