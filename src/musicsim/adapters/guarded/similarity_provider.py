"""A provider of similar music, guarded."""

from dataclasses import dataclass

from musicsim.adapters.guarded.guard import Guard
from musicsim.domain.model.beyond import ANYTHING, ExternalId, Preparing, SimilarityFilter, Suggestions
from musicsim.ports.similarity_provider import SimilarityProvider


@dataclass(frozen=True)
class GuardedSimilarityProvider(SimilarityProvider):
    """Asks `inner` through `guard`."""

    inner: SimilarityProvider
    guard: Guard

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def catalogue(self) -> str:
        return self.inner.catalogue

    @property
    def knows_sound(self) -> bool:
        return self.inner.knows_sound

    async def similar(
        self, seed: ExternalId, limit: int, where: SimilarityFilter = ANYTHING
    ) -> Suggestions | Preparing | None:
        return await self.guard.run("similar", lambda: self.inner.similar(seed, limit, where))

    async def described(self, prompt: str, limit: int) -> Suggestions | None:
        return await self.guard.run("described", lambda: self.inner.described(prompt, limit))
