"""All that is known of one track."""

import asyncio
from dataclasses import dataclass

from musicsim.domain.errors import NotFound
from musicsim.domain.model.details import TrackDetails
from musicsim.domain.model.identity import TrackId
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class ShowTrack:
    """Show a track with its analysis."""

    catalogue: Catalogue
    analyses: Analyses

    async def __call__(self, track_id: TrackId) -> TrackDetails:
        """The track, present or missing; NotFound for an unknown id."""
        track, analysis = await asyncio.gather(self.catalogue.get(track_id), self.analyses.get(track_id))
        if track is None:
            raise NotFound.of("track", track_id)
        return TrackDetails(track, analysis)
