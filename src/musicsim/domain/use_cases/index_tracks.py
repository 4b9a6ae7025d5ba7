"""Bring the vector index in step with the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.model.indexing import StaleTrack
from musicsim.domain.model.vectors import Space, VectorEntry
from musicsim.domain.rules.attributes import attributes_of
from musicsim.ports.analyses import Analyses
from musicsim.ports.metrics import Metrics
from musicsim.ports.vector_index import VectorIndex

_BATCH = 500


@dataclass(frozen=True, kw_only=True)
class IndexTracks:
    """Give the index every vector that a row has and it lacks, take away those without a row.

    The row says which of its revisions the index shows, so an interruption between row and vector is mended by the
    next call. Nothing else writes to the index.
    """

    analyses: Analyses
    index: VectorIndex
    metrics: Metrics
    space: Space

    async def __call__(self, *, verify: bool = False) -> int:
        """Bring in step; how many tracks were behind.

        With `verify` first compare the counts and, where they differ (files lost or damaged), fill the index anew.
        """
        done = await self._catch_up()
        if verify and (surplus := await self._surplus()):
            self.metrics.count("index.rebuilt")
            if surplus > 0:  # nobody knows which; what is merely lacking is filled in while the rest answers
                await self.index.clear(self.space)
            await self.analyses.mark_all_stale()
            done += await self._catch_up()
        return done

    async def _surplus(self) -> int:
        """How many entries too many the index holds, negative for too few; 0 as well when the rows keep changing."""
        before = await self.analyses.indexable_count()
        held = await self.index.count(self.space)
        if await self.analyses.stale(1) or await self.analyses.indexable_count() != before:
            return 0
        return held - before

    async def _catch_up(self) -> int:
        done = 0
        while stale := await self.analyses.stale(_BATCH):
            await self._show(stale)
            done += len(stale)
        return done

    async def _show(self, stale: Sequence[StaleTrack]) -> None:
        """Vectors first, then the note in the rows that they are there."""
        entries = [entry for one in stale if (entry := self._entry(one)) is not None]
        surplus = {one.track.id for one in stale} - {entry.id for entry in entries}
        if entries:
            await self.index.upsert(self.space, entries)
        if surplus:
            await self.index.delete(self.space, surplus)
        await self.analyses.mark_indexed({one.track.id: one.revision for one in stale})

    def _entry(self, stale: StaleTrack) -> VectorEntry | None:
        if not stale.track.listenable or stale.analysis is None:
            return None
        embedding = stale.analysis.embedding(self.space.name)
        if embedding is None:
            return None
        return VectorEntry(stale.track.id, embedding.vector, attributes_of(stale.track, stale.analysis))
