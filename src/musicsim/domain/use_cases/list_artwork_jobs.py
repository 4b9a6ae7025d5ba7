"""List the albums whose pictures are, were or will be looked for, and look for all of them now."""

from collections.abc import Collection
from dataclasses import dataclass

from musicsim.domain.model.album_picture import ListedSearch
from musicsim.domain.model.browse import check_limit
from musicsim.domain.model.page import Page
from musicsim.domain.model.painting import ArtworkState
from musicsim.ports.artwork_searches import ArtworkSearches
from musicsim.ports.clock import Clock


@dataclass(frozen=True, kw_only=True)
class ListArtworkJobs:
    """Page by page, the latest changed first."""

    searches: ArtworkSearches

    async def __call__(
        self, states: Collection[ArtworkState] = (), limit: int = 50, cursor: str | None = None
    ) -> Page[ListedSearch]:
        """Those in these states, without any in all; Invalid for a wrong limit, or a cursor that it did not make."""
        check_limit(limit)
        return await self.searches.page(states, limit, cursor)


@dataclass(frozen=True, kw_only=True)
class LookForMissingArtwork:
    """Wait no longer for what failed, or was nowhere to be found; look again at what files brought."""

    searches: ArtworkSearches
    clock: Clock

    async def __call__(self) -> int:
        """How many are due by that; those that nobody looked for yet are due anyway."""
        return await self.searches.look_again(self.clock.now())
