"""What listening found of several tracks, for lists."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track
from musicsim.ports.analyses import Analyses


@dataclass(frozen=True, kw_only=True)
class ShowAnalyses:
    """Tempo and key beside each line of a list, without asking track by track."""

    analyses: Analyses

    async def __call__(self, tracks: Collection[Track]) -> Mapping[TrackId, Analysis]:
        """The kept analyses without their embeddings; tracks that have none are absent."""
        return await self.analyses.get_many({track.id for track in tracks}) if tracks else {}
