"""Tracks whose ids somebody has."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track
from musicsim.ports.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class LookUpTracks:
    """What ids out of a map, a mix or a link stand for."""

    catalogue: Catalogue

    async def __call__(self, ids: Sequence[TrackId]) -> list[Track]:
        """The present ones, once each, in this order."""
        tracks = await self.catalogue.get_many(list(dict.fromkeys(ids)))
        return [track for track in tracks if track.missing_since is None]
