"""Bring the vector index in step with the fingerprints of whole tracks."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.segments import Unshown
from musicsim.domain.model.vectors import VectorEntry
from musicsim.domain.rules.segmenting import segment_space, segments_of
from musicsim.ports.segments import SegmentStore
from musicsim.ports.vector_index import VectorIndex

_BATCH = 100  # tracks, with some dozens of segments each


@dataclass(frozen=True, kw_only=True)
class IndexSegments:
    """Give the index the segments that rows have and it lacks, by fingerprints of `model`.

    Rows say what the index shows, so an interruption between the two is mended by the next call. What tracks lose is
    taken away as their place in the library is (see IndexTracks). Where segments are not `wanted`, none are kept.
    """

    segments: SegmentStore
    index: VectorIndex
    model: str
    wanted: bool

    async def __call__(self) -> int:
        """Bring in step; how many tracks were behind."""
        if not self.wanted:
            await self._clear()
            return 0
        done = 0
        while behind := await self.segments.unshown(self.model, _BATCH):
            await self._show(behind)
            done += len(behind)
        return done

    async def _show(self, behind: Mapping[TrackId, Unshown]) -> None:
        """Vectors first, then the note in the rows; what was there before may have been longer."""
        space = segment_space(self.model)
        entries = await asyncio.to_thread(_entries, behind)
        await self.index.delete(space, list(behind))
        if entries:
            await self.index.upsert(space, entries)
        await self.segments.mark_shown({track_id: one.version for track_id, one in behind.items()})

    async def _clear(self) -> None:
        """The rows first: whoever asks for the space again fills it from these."""
        space = segment_space(self.model)
        if space in await self.index.spaces():
            await self.segments.mark_unshown(None)
            await self.index.drop(space)


def _entries(behind: Mapping[TrackId, Unshown]) -> list[VectorEntry]:
    return [
        VectorEntry(track_id, vector, part=part)
        for track_id, one in behind.items()
        for part, vector in segments_of(one.whole.words).items()
    ]
