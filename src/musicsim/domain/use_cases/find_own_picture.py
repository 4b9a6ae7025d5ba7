"""Find out whether an album's files bring a picture."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.artwork import Artwork, ArtworkOutcome, ArtworkSource
from musicsim.domain.model.painting import Outcome, Tried
from musicsim.domain.model.track import Track
from musicsim.domain.rules.artwork_policy import is_due
from musicsim.ports.artworks import Artworks
from musicsim.ports.clock import Clock

Glance = Callable[[Track], Coroutine[Any, Any, Artwork]]
"""Looks into and beside a track's file, and keeps nothing."""

Own = tuple[Tried, frozenset[ArtworkSource]]
"""A line of the trace, and where the picture is."""

FILES = "files"
"""What the trace calls the tags and folders of an album's tracks."""

_MOST_LOOKS = 4
"""Tracks to open: albums are tagged as a whole, and the folder is looked into with the first."""


@dataclass(frozen=True, kw_only=True)
class FindOwnPicture:
    """What is known of the tracks counts before another look."""

    artworks: Artworks
    clock: Clock
    glance: Glance

    async def __call__(self, tracks: Sequence[Track]) -> Own:
        """FOUND with where it is, NONE, or FAILED when that cannot be told now."""
        try:
            return await self._looked(tracks)
        except Unavailable as fault:
            return self._line(Outcome.FAILED, str(fault)), frozenset()

    async def _looked(self, tracks: Sequence[Track]) -> Own:
        known = await self.artworks.get_many([track.id for track in tracks])
        reasons: list[str] = []
        for found in known.values():
            if found.outcome is ArtworkOutcome.FOUND:
                return self._found(found)
        for track in tracks[:_MOST_LOOKS]:
            seen = known.get(track.id)
            if seen is None or is_due(seen, self.clock.now()):
                seen = await self.glance(track)
            if seen.outcome is ArtworkOutcome.FOUND:
                return self._found(seen)
            reasons += [seen.reason] if seen.reason else []
        nowhere = "Neither in the tags nor beside the files."
        return self._line(Outcome.NONE, reasons[0] if reasons else nowhere), frozenset()

    def _found(self, artwork: Artwork) -> Own:
        sources = frozenset([artwork.source] if artwork.source else [])
        return self._line(Outcome.FOUND, f"{artwork.source}: {artwork.origin}"), sources

    def _line(self, outcome: Outcome, detail: str) -> Tried:
        return Tried(FILES, outcome, self.clock.now(), detail)
