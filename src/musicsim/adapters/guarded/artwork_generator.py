"""A painter, guarded."""

from dataclasses import dataclass

from musicsim.adapters.guarded.guard import Guard
from musicsim.adapters.guarded.purse import Purse
from musicsim.domain.model.painting import ArtworkOrder, Declined, Painting
from musicsim.ports.artwork_generator import ArtworkGenerator


@dataclass(frozen=True)
class GuardedArtworkGenerator(ArtworkGenerator):
    """Asks `inner` through `guard`; what it costs is paid from `purse`.

    An order that costs something is not repeated at once: one that broke off may have been paid for. When to order
    again is for the album's own search to say (rules.missing_artwork).
    """

    inner: ArtworkGenerator
    guard: Guard
    purse: Purse

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def price(self) -> float:
        return self.inner.price

    async def generate(self, order: ArtworkOrder) -> Painting | Declined:
        pay = self.purse.pay
        return await self.guard.run("generate", lambda: pay(lambda: self.inner.generate(order)), once=self.price > 0)
