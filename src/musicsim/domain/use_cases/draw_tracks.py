"""Tracks drawn at random."""

from dataclasses import dataclass

from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.track import Track
from musicsim.ports.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class DrawTracks:
    """Something else every time, out of all that fits."""

    catalogue: Catalogue

    async def __call__(self, query: TrackQuery) -> list[Track]:
        """At most `query.limit` present tracks that fit, in an order of chance."""
        return await self.catalogue.sample(query)
