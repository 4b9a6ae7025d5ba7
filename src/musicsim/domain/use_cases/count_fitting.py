"""How many tracks fit, counted."""

from dataclasses import dataclass

from musicsim.domain.model.browse import TrackQuery
from musicsim.ports.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class CountFitting:
    """The number that CountTracks leaves open: asked for beside the list, which need not wait for it."""

    catalogue: Catalogue

    async def __call__(self, query: TrackQuery) -> int:
        """How many present tracks fulfil all conditions of the query."""
        return await self.catalogue.count(query)
