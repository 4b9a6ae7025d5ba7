"""Stores over one database, as contracts need them."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from musicsim.domain.model.identity import UserId
from musicsim.domain.model.track import Track
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.favourites import Favourites
from musicsim.ports.groups import Groups
from musicsim.ports.scans import Scans
from tests.support.samples import DAY, an_analysis


@dataclass(frozen=True)
class Stores:
    catalogue: Catalogue
    analyses: Analyses
    scans: Scans
    groups: Groups
    favourites: Favourites
    welcome: Callable[[UserId], Awaitable[object]]
    """Lets a database know of a person, before it keeps something of theirs."""

    async def save(self, *tracks: Track) -> None:
        await self.catalogue.save(tracks)

    async def analysed(self, *tracks: Track) -> None:
        """Save tracks and an analysis of each."""
        await self.save(*tracks)
        for number, track in enumerate(tracks):
            assert await self.analyses.save(track, an_analysis(number), DAY)

    async def indexed(self) -> None:
        """Let the vector index be up to date."""
        stale = await self.analyses.stale(10_000)
        await self.analyses.mark_indexed({each.track.id: each.revision for each in stale})

    async def stale_ids(self) -> list[str]:
        return [each.track.id for each in await self.analyses.stale(10_000)]


OpenStores = Callable[[], AbstractAsyncContextManager[Stores]]
"""Makes empty stores, anew each time: property tests need that for every example."""
