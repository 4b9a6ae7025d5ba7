"""Put what an album sounds like into an order for a picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.model.painting import ArtworkOrder
from musicsim.domain.model.track import Track
from musicsim.domain.rules.album_pictures import most_typical
from musicsim.domain.rules.artwork_prompt import prompt_for
from musicsim.ports.analyses import Analyses

_MOST_HEARD = 12
"""Tracks among which the typical one is looked for: each is a read of its embedding."""


@dataclass(frozen=True, kw_only=True)
class OrderArtwork:
    """The most typical of the first tracks stands for the album."""

    analyses: Analyses

    async def __call__(self, key: str, tracks: Sequence[Track]) -> ArtworkOrder | None:
        """The order under that key; None when nobody listened to any of the tracks yet."""
        some = [track for track in tracks if track.listenable][:_MOST_HEARD]
        found = [(track, await self.analyses.get(track.id)) for track in some]
        heard = [(track, analysis) for track, analysis in found if analysis is not None]
        if not heard:
            return None
        track, analysis = heard[most_typical([analysis for _, analysis in heard])]
        prompt = prompt_for(analysis, track.metadata.genre)
        waveform = await self.analyses.waveform(track.id)
        return ArtworkOrder(key=key, prompt=prompt, analysis=analysis, waveform=waveform)
