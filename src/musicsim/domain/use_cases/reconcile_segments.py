"""Find what came apart between the fingerprints of whole tracks and the vector index, and have it mended."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import groupby

from musicsim.domain.model.identity import TrackId
from musicsim.domain.rules.abreast import abreast
from musicsim.domain.rules.segmenting import segment_space
from musicsim.ports.metrics import Metrics
from musicsim.ports.segments import SegmentStore
from musicsim.ports.vector_index import VectorIndex

_BATCH = 1000


@dataclass(frozen=True, kw_only=True)
class ReconcileSegments:
    """Compare how many segments the index holds of each track with how many it is meant to.

    Tracks that differ are shown anew (see IndexSegments); what is held of others is removed. For whoever alone writes
    to the index, and only where the numbers of all differ, which costs next to nothing to find out.
    """

    segments: SegmentStore
    index: VectorIndex
    metrics: Metrics
    model: str

    async def __call__(self) -> int:
        """How many tracks differed."""
        space = segment_space(self.model)
        if await self.index.count(space) == await self.segments.shown_count(self.model):
            return 0
        differing = 0
        async for held, wanted in abreast(self._held(), self.segments.shown(self.model), lambda one: one[0]):
            if held != wanted:
                track_id, _ = held or wanted or (TrackId(""), 0)
                await self.segments.mark_unshown([track_id])
                await self.index.delete(space, [track_id])
                differing += 1
        self.metrics.count("index.mended", differing)
        return differing

    async def _held(self) -> AsyncIterator[tuple[TrackId, int]]:
        """The ids that the index holds, ascending, with how many parts it has of each."""
        last, count = "", 0
        after: tuple[str, int] | None = None
        while page := await self.index.page(segment_space(self.model), _BATCH, after):
            after = page[-1].place
            for track_id, entries in groupby(page, key=lambda entry: entry.id):
                if track_id != last and count:
                    yield TrackId(last), count
                    count = 0
                last, count = track_id, count + len(list(entries))
        if count:
            yield TrackId(last), count
