"""What sounds like a track, in catalogues beyond the library."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.beyond import ANYTHING, ExternalId, Preparing, SimilarityFilter, Suggestions


class SimilarityProvider(Protocol):
    """An outside service that knows music by how it sounds, or by who listens to it.

    All methods raise Unavailable when it cannot be reached or answers nonsense (Throttled when it asks for patience,
    Garbled for nonsense) and Refused when it does not want to serve us. `limit` is 1 … 100, else Invalid.
    """

    @property
    @abstractmethod
    def name(self) -> str:
        """The service, as settings and metrics call it."""

    @property
    @abstractmethod
    def catalogue(self) -> str:
        """The catalogue whose ids it takes as seeds, and answers with."""

    @property
    @abstractmethod
    def knows_sound(self) -> bool:
        """Whether it knows how music sounds, and so takes conditions and words; else it passes both over."""

    @abstractmethod
    async def similar(
        self, seed: ExternalId, limit: int, where: SimilarityFilter = ANYTHING
    ) -> Suggestions | Preparing | None:
        """Tracks like `seed`, best first, without it; None when the provider does not know it.

        A provider that cannot filter by something answers without that condition.
        """

    @abstractmethod
    async def described(self, prompt: str, limit: int) -> Suggestions | None:
        """Tracks that sound as these words say; None from a provider that understands none. Invalid when `prompt`
        is blank or has more than 500 characters.
        """
