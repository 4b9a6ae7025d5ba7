"""Bring the vector index in step with the rows."""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass

from musicsim.domain.model.indexing import StaleTrack
from musicsim.domain.model.reconciliation import Surplus
from musicsim.domain.model.vectors import LIBRARY, Place, Space, VectorEntry
from musicsim.domain.rules.attributes import attributes_of
from musicsim.domain.rules.index_differences import index_differences
from musicsim.ports.analyses import Analyses
from musicsim.ports.metrics import Metrics
from musicsim.ports.vector_index import VectorIndex

_BATCH = 500


@dataclass(frozen=True, kw_only=True)
class IndexTracks:
    """Give the index every vector that a row has and it lacks, take away those without a row.

    The row says which of its revisions the index shows, so an interruption between row and vector is mended by the
    next call. Nothing else writes to the index.

    `space` is the one to fill. While another one answers, as after a change of the model, that one is kept in step
    as far as the rows still have its embeddings, until `space` is complete and takes over.
    """

    analyses: Analyses
    index: VectorIndex
    metrics: Metrics
    space: Space

    async def __call__(self, *, verify: bool = False) -> int:
        """Bring in step; how many tracks were behind.

        With `verify` first compare the counts and, where they differ (files lost or damaged), the ids.
        """
        answering = await self.index.answering(LIBRARY)
        done = await self._catch_up(answering)
        if verify and await self._differs():
            done += await self._mend(answering)
        if answering is None or (answering != self.space and not await self._differs()):
            await self.index.create(self.space)
            await self.index.switch(LIBRARY, self.space)
        return done

    async def _differs(self) -> bool:
        """Whether the index holds more or fewer entries than the rows ask for; False while the rows keep changing."""
        before = await self.analyses.indexable_count()
        held = await self.index.count(self.space)
        if await self.analyses.stale(1) or await self.analyses.indexable_count() != before:
            return False
        return held != before

    async def _mend(self, answering: Space | None) -> int:
        """Remove what no row asks for, and fill in what is lacking while the rest answers; how many were shown."""
        found = [one async for one in index_differences(self._held(), self._wanted())]
        surplus = [one.id for one in found if isinstance(one, Surplus)]
        if found:
            self.metrics.count("index.rebuilt")
        if surplus:
            await self.index.delete(self.space, surplus)
        if len(surplus) == len(found):
            return 0
        await self.analyses.mark_all_stale()
        return await self._catch_up(answering)

    async def _held(self) -> AsyncIterator[str]:
        after: Place | None = None
        while entries := await self.index.page(self.space, _BATCH, after):
            for entry in entries:
                yield entry.id
            after = entries[-1].place

    async def _wanted(self) -> AsyncIterator[str]:
        async for track_id, _ in self.analyses.embeddings(self.space.name):
            yield track_id

    async def _catch_up(self, answering: Space | None) -> int:
        done = 0
        while stale := await self.analyses.stale(_BATCH):
            await self._show(stale, answering)
            done += len(stale)
        return done

    async def _show(self, stale: Sequence[StaleTrack], answering: Space | None) -> None:
        """Vectors first, then the note in the rows that they are there."""
        shown = _entries(stale, self.space)
        await self._write(self.space, shown, {one.track.id for one in stale} - {entry.id for entry in shown})
        if answering is not None and answering != self.space:
            # a row that the new model has listened to has lost the old embedding, which is still right
            gone = {one.track.id for one in stale if not one.track.listenable}
            await self._write(answering, _entries(stale, answering), gone)
        await self.analyses.mark_indexed({one.track.id: one.revision for one in stale})

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
