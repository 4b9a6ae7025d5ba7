"""What to do next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track
from musicsim.ports.analyses import Analyses


@dataclass(frozen=True, slots=True)
class Work:
    """Tracks to listen to or, when none waits, tracks whose waveform is still to be traced."""

    listen: Sequence[Track] = ()
    trace: Sequence[Track] = ()


@dataclass(frozen=True, kw_only=True)
class ChooseWork:
    """Derive the work from the rows, so that no list of it can be lost."""

    analyses: Analyses

    async def __call__(self, limit: int, excluding: Collection[TrackId] = ()) -> Work:
        """At most `limit` tracks, none of those under way already."""
        if pending := await self.analyses.pending(limit, excluding):
            return Work(listen=pending)
        return Work(trace=await self.analyses.without_waveform(limit, excluding))
