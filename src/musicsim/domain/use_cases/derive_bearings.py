"""Keep what the whole library gives to comparisons."""

import asyncio
from dataclasses import dataclass

import numpy as np

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.bearings import Bearings
from musicsim.domain.model.derived import Making
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.domain.rules.bearings import bearings_name, bearings_of, every, outgrown, packed
from musicsim.domain.rules.outlines import outlines_from
from musicsim.ports.analyses import Analyses
from musicsim.ports.clock import Clock
from musicsim.ports.derived import Derived
from musicsim.ports.ids import Ids
from musicsim.ports.vector_index import VectorIndex

_PAGE = 500  # outlines that are read at once


@dataclass(frozen=True, kw_only=True)
class DeriveBearings:
    """Makes bearings from an even sample of the library, so in bounded memory however large it is."""

    analyses: Analyses
    index: VectorIndex
    derived: Derived
    clock: Clock
    ids: Ids
    space: Space

    async def __call__(self) -> bool:
        """Whether they were made anew: the first time, and when the library has changed by a tenth since.

        For the space that answers; where that is not the one that tracks are listened to for, as while a new model
        fills its own, what there is stays.
        """
        space = await self.index.answering(LIBRARY) or self.space
        name, now = bearings_name(space.name), await self.analyses.indexable_count()
        known = await self.derived.making(name)
        if known is not None and (space != self.space or not await self._outgrown(known, now)):
            return False
        bearings = await self._make(space, now)
        making = Making(version=self.ids.new(), basis=now, made_at=self.clock.now())
        await self.derived.put(name, making, await asyncio.to_thread(packed, bearings))
        return True

    async def _outgrown(self, known: Making, now: int) -> bool:
        return outgrown(known.basis, now, await self.analyses.finished_since(known.made_at))

    async def _make(self, space: Space, count: int) -> Bearings:
        chosen, place = every(count), 0
        vectors: list[Vector] = []
        rows: list[bytes] = []
        page: dict[TrackId, Vector] = {}
        async for track, vector in self.analyses.embeddings(space.name):
            if chosen(place):
                page[track] = vector
            if len(page) >= _PAGE:
                await self._take(page, vectors, rows)
            place += 1
        await self._take(page, vectors, rows)
        stacked = np.stack(vectors) if vectors else np.zeros((0, space.dimension), np.float32)
        return await asyncio.to_thread(bearings_of, stacked, outlines_from(rows))

    async def _take(self, page: dict[TrackId, Vector], vectors: list[Vector], rows: list[bytes]) -> None:
        """Move a page to where the sample is gathered."""
        outlines = await self.analyses.outlines(page)
        vectors += [page[track] for track in outlines.ids]
        rows += [row.tobytes() for row in outlines.rows]
        page.clear()
