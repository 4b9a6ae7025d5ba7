"""A painter, guarded."""

from dataclasses import dataclass

from musicsim.adapters.guarded.guard import Guard
from musicsim.adapters.guarded.purse import Purse
from musicsim.domain.model.artwork import Artwork, ArtworkOrder, Declined
from musicsim.ports.artwork_generator import ArtworkGenerator


@dataclass(frozen=True)
class GuardedArtworkGenerator(ArtworkGenerator):
    """Asks `inner` through `guard`; every attempt is paid from `purse`."""

    inner: ArtworkGenerator
    guard: Guard
    purse: Purse

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def price(self) -> float:
        return self.inner.price

    async def generate(self, order: ArtworkOrder) -> Artwork | Declined:
        return await self.guard.run("generate", lambda: self.purse.pay(lambda: self.inner.generate(order)))
