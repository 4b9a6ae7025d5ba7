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
        found = IndexDifference()
        batch: list[Lacking | Surplus] = []
        async for difference in index_differences(self._held(), self._wanted()):
            batch.append(difference)
            if len(batch) == _BATCH:
                found += await self._settle(batch, mend=mend)
                batch = []
        return found + await self._settle(batch, mend=mend)

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

    async def _settle(self, batch: Collection[Lacking | Surplus], *, mend: bool) -> IndexDifference:
        """What of these differs indeed: neither tracks that came back meanwhile, nor those whose last listener was
        another model, which took its own embedding with it.
        """
        lacking = [TrackId(one.id) for one in batch if isinstance(one, Lacking)]
        told = [TrackId(one.id) for one in batch if isinstance(one, Surplus)]
        surplus = set(told) - await self._listenable(told)
        if mend and (lacking or surplus):
            await self._mend(lacking, surplus)
        return IndexDifference(len(lacking), len(surplus))

    async def _mend(self, lacking: Collection[TrackId], surplus: Collection[TrackId]) -> None:
        self.metrics.count("index.mended", len(lacking) + len(surplus))
        await self.analyses.mark_stale(lacking)
        if surplus:
            await self.index.delete(self.space, surplus)
            await self.analyses.mark_stale(await self._listenable(surplus))  # those that came back right now

    async def _listenable(self, ids: Collection[TrackId]) -> set[TrackId]:
        if not ids:
            return set()
        return {track.id for track in await self.catalogue.get_many(list(ids)) if track.listenable}
