"""All that is known of one track."""

import asyncio
from dataclasses import dataclass

from musicsim.domain.errors import NotFound
from musicsim.domain.model.details import TrackDetails
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.favourites import Favourites


@dataclass(frozen=True, kw_only=True)
class ShowTrack:
    """Show a track with its analysis."""

    catalogue: Catalogue
    analyses: Analyses
    favourites: Favourites

    async def __call__(self, track_id: TrackId, user: UserId | None = None) -> TrackDetails:
        """The track, present or missing, as `user` sees it; NotFound for an unknown id."""
        track, analysis, favourite = await asyncio.gather(
            self.catalogue.get(track_id), self.analyses.get(track_id), self._is_favourite(track_id, user)
        )
        if track is None:
            raise NotFound.of("track", track_id)
        return TrackDetails(track, analysis, favourite)

    async def _is_favourite(self, track_id: TrackId, user: UserId | None) -> bool:
        return user is not None and await self.favourites.get(user, track_id) is not None
