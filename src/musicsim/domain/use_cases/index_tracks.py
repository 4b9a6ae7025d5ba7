"""Bring the vector index in step with the rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.indexing import StaleTrack
from musicsim.domain.model.vectors import LIBRARY, Space, VectorEntry
from musicsim.domain.rules.attributes import attributes_of
from musicsim.ports.analyses import Analyses
from musicsim.ports.segments import SegmentStore
from musicsim.ports.vector_index import VectorIndex

_BATCH = 500


@dataclass(frozen=True, kw_only=True)
class IndexTracks:
    """Give the index every vector that a row has and it lacks, take away those without a row.

    The row says which of its revisions the index shows, so an interruption between row and vector is mended by the
    next call. Nothing else writes to the index.

    `space` is the one to fill. While another one answers, as after a change of the model, that one is kept in step
    as far as the rows still have its embeddings, until `space` is complete and takes over. `segment_space` is where
    the segments of tracks are (see IndexSegments).
    """

    analyses: Analyses
    segments: SegmentStore
    index: VectorIndex
    space: Space
    segment_space: Space

    async def __call__(self) -> int:
        """Bring in step; how many tracks were behind."""
        answering = await self.index.answering(LIBRARY)
        done = 0
        while stale := await self.analyses.stale(_BATCH):
            await self._show(stale, answering)
            done += len(stale)
        if answering is None or (answering != self.space and await self._complete()):
            await self.index.create(self.space)
            await self.index.switch(LIBRARY, self.space)
        return done

    async def _complete(self) -> bool:
        """Whether the space to fill has an entry for every row that asks for one, now."""
        wanted = await self.analyses.indexable_count()
        return await self.index.count(self.space) == wanted and not await self.analyses.stale(1)

    async def _show(self, stale: Sequence[StaleTrack], answering: Space | None) -> None:
        """Vectors first, then the note in the rows that they are there."""
        await self._hide([one.track.id for one in stale if not one.track.listenable])
        shown = _entries(stale, self.space)
        await self._write(self.space, shown, {one.track.id for one in stale} - {entry.id for entry in shown})
        if answering is not None and answering != self.space:
            # a row that the new model has listened to has lost the old embedding, which is still right
            gone = {one.track.id for one in stale if not one.track.listenable}
            await self._write(answering, _entries(stale, answering), gone)
        await self.analyses.mark_indexed({one.track.id: one.revision for one in stale})

    async def _hide(self, gone: Collection[TrackId]) -> None:
        """Take the segments away of tracks that cannot be answered with; the rows first, which may bring them back."""
        if gone:
            await self.segments.mark_unshown(gone)
            await self.index.delete(self.segment_space, gone)

    async def _write(self, space: Space, entries: Sequence[VectorEntry], gone: Collection[str]) -> None:
        if entries:
            await self.index.upsert(space, entries)
        if gone:
            await self.index.delete(space, gone)


def _entries(stale: Sequence[StaleTrack], space: Space) -> list[VectorEntry]:
    return [entry for one in stale if (entry := _entry(one, space)) is not None]


def _entry(stale: StaleTrack, space: Space) -> VectorEntry | None:
    if not stale.track.listenable or stale.analysis is None:
        return None
    embedding = stale.analysis.embedding(space.name)
    if embedding is None:
        return None
    return VectorEntry(stale.track.id, embedding.vector, attributes_of(stale.track, stale.analysis))
