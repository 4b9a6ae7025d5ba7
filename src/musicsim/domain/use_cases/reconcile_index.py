"""Find what came apart between rows and vector index, and mend it."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.reconciliation import IndexDifference, Lacking, Surplus
from musicsim.domain.model.vectors import Place, Space
from musicsim.domain.rules.index_differences import index_differences
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.metrics import Metrics
from musicsim.ports.vector_index import VectorIndex

_BATCH = 500


@dataclass(frozen=True, kw_only=True)
class ReconcileIndex:
    """Compare the rows with the vector index.

    A vector that is lacking is asked for by its row again, so that whoever indexes (see IndexTracks) brings it; one
    that no row asks for is removed. May run while others listen, scan and index.
    """

    catalogue: Catalogue
    analyses: Analyses
    index: VectorIndex
    metrics: Metrics
    space: Space

    async def __call__(self, *, mend: bool, quick: bool = False) -> IndexDifference:
        """What differs and, with `mend`, what was begun to be mended.

        Compares ids, one by one; `quick` only when the numbers of vectors differ, which costs next to nothing.
        """
        if quick and not await self._numbers_differ():
            return IndexDifference()
        lacking, surplus = 0, 0
        batch: list[Lacking | Surplus] = []
        async for difference in index_differences(self._held(), self._wanted()):
            lacking += isinstance(difference, Lacking)
            surplus += isinstance(difference, Surplus)
            batch.append(difference)
            if len(batch) == _BATCH:
                await self._mend(batch, mend=mend)
                batch = []
        await self._mend(batch, mend=mend)
        return IndexDifference(lacking, surplus)

    async def _numbers_differ(self) -> bool:
        """False, too, while the rows keep changing."""
        before = await self.analyses.indexable_count()
        held = await self.index.count(self.space)
        if await self.analyses.stale(1) or await self.analyses.indexable_count() != before:
            return False
        return held != before

    async def _held(self) -> AsyncIterator[str]:
        after: Place | None = None
        while entries := await self.index.page(self.space, _BATCH, after):
            for entry in entries:
                yield entry.id
            after = entries[-1].place

    async def _wanted(self) -> AsyncIterator[str]:
        async for track_id, _ in self.analyses.embeddings(self.space.name):
            yield track_id

    async def _mend(self, batch: Collection[Lacking | Surplus], *, mend: bool) -> None:
        if not batch or not mend:
            return
        self.metrics.count("index.mended", len(batch))
        await self.analyses.mark_stale([TrackId(one.id) for one in batch if isinstance(one, Lacking)])
        surplus = [TrackId(one.id) for one in batch if isinstance(one, Surplus)]
        wanted = await self._listenable(surplus)  # those that came back meanwhile
        await self.index.delete(self.space, set(surplus) - wanted)
        await self.analyses.mark_stale(await self._listenable(surplus) - wanted)  # and those that did right now

    async def _listenable(self, ids: Collection[TrackId]) -> set[TrackId]:
        return {track.id for track in await self.catalogue.get_many(list(ids)) if track.listenable}
