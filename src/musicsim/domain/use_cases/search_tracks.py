"""Find tracks by words and state."""

from dataclasses import dataclass

from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.page import Page
from musicsim.domain.model.track import Track
from musicsim.ports.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class SearchTracks:
    """List the present tracks that fit a query, page by page."""

    catalogue: Catalogue

    async def __call__(self, query: TrackQuery) -> Page[Track]:
        """One page; Invalid for a foreign cursor."""
        return await self.catalogue.search(query)
