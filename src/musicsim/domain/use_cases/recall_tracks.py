"""What ranking looks at of tracks, without a look at rows."""

import asyncio
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outline import Outlines
from musicsim.domain.model.remembered import Remembered
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.domain.rules.remembering import NOTHING, joined, marks_of, page_of
from musicsim.domain.rules.unit_vectors import stacked
from musicsim.ports.analyses import Analyses
from musicsim.ports.hubs import Hubs
from musicsim.ports.vector_index import VectorIndex

MOST_REMEMBERED = 1_000_000
"""Tracks: 160 MB. What a larger library has beyond these is read whenever it is asked for."""

_PAGE = 500


@dataclass
class _Memory:
    """What is remembered, and whether anybody asked since it was."""

    kept: Remembered = NOTHING
    asked: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, kw_only=True)
class RecallTracks:
    """Outlines and hub numbers of what the index just found: out of memory where it still holds the vector that it held
    when `refresh` read them, else from the rows.

    So they are as new as the index. What is late, until the next `refresh`: a number that is measured anew, and a track
    that was heard otherwise and sounds the same to the very bit, as after a change of the model for tempi.
    """

    analyses: Analyses
    numbers: Hubs
    index: VectorIndex
    space: Space
    most: int = MOST_REMEMBERED
    _memory: _Memory = field(default_factory=_Memory, init=False, compare=False)

    async def outlines(self, ids: Sequence[str], vectors: npt.NDArray[np.float32]) -> Outlines:
        """Outlines of those that have one, in no order; `vectors`, shape (ids, dimension), as the index has them."""
        kept, places = self._recalled(ids, vectors)
        found = places >= 0
        known = [TrackId(one) for one, is_known in zip(ids, found.tolist(), strict=True) if is_known]
        if len(known) == len(ids):
            return Outlines(known, kept.outlines[places])
        read = await self.analyses.outlines([TrackId(one) for one in set(ids).difference(known)])
        return Outlines([*known, *read.ids], np.concatenate([kept.outlines[places[found]], read.rows]))

    async def hubs(
        self, space: Space, ids: Collection[TrackId], vectors: Mapping[str, Vector]
    ) -> Mapping[TrackId, float]:
        """The hub numbers of those that have one; `vectors` as the index has them, of as many as are at hand."""
        there = [one for one in ids if one in vectors]
        known: dict[TrackId, float] = {}
        if there:
            kept, places = self._recalled(there, stacked([vectors[one] for one in there]))
            numbers = kept.numbers(places).tolist()
            known = {one: number for one, number in zip(there, numbers, strict=True) if not math.isnan(number)}
        unknown = [one for one in ids if one not in known]
        return {**known, **await self.numbers.numbers(space.name, unknown)} if unknown else known

    def _recalled(
        self, ids: Sequence[str], vectors: npt.NDArray[np.float32]
    ) -> tuple[Remembered, npt.NDArray[np.intp]]:
        """What is remembered, and in which of its rows those are: -1 where they are not."""
        kept = self._memory.kept
        self._memory.asked.set()
        return kept, kept.places(ids, marks_of(vectors))

    async def asked(self) -> None:
        """Wait until somebody has asked since the last `refresh`."""
        await self._memory.asked.wait()

    async def refresh(self) -> None:
        """Read all that is to be remembered, page by page."""
        self._memory.asked.clear()
        space = await self.index.answering(LIBRARY) or self.space
        pages: list[Remembered] = []
        place, left = None, self.most
        while left > 0 and (page := await self.index.page(space, min(_PAGE, left), place)):
            place, left = page[-1].place, left - len(page)
            if firsts := [entry for entry in page if entry.part == 0]:
                ids = [TrackId(entry.id) for entry in firsts]
                outlines, hubs = await asyncio.gather(
                    self.analyses.outlines(ids), self.numbers.numbers(space.name, ids)
                )
                pages.append(page_of(ids, stacked([entry.vector for entry in firsts]), outlines, hubs))
        self._memory.kept = await asyncio.to_thread(joined, pages)
