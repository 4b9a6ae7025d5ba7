"""Outlines without a look at rows."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outline import Outlines
from musicsim.domain.model.remembered import RememberedOutlines
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.domain.rules.remembering import NOTHING, joined, marks_of, page_of
from musicsim.domain.rules.unit_vectors import stacked
from musicsim.ports.analyses import Analyses
from musicsim.ports.vector_index import VectorIndex

MOST_REMEMBERED = 1_000_000
"""Tracks: 150 MB. What a larger library has beyond these is read whenever it is asked for."""

_PAGE = 500


@dataclass
class _Memory:
    """What is remembered, and whether anybody asked since it was."""

    kept: RememberedOutlines = NOTHING
    asked: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, kw_only=True)
class RecallOutlines:
    """Outlines of what the index just found: out of memory where it still holds the vector that it held when `refresh`
    read them, else from the rows. So they are as new as the index, but for a track that was heard otherwise and sounds
    the same to the very bit, as after a change of the model for tempi: that shows with the next `refresh`.
    """

    analyses: Analyses
    index: VectorIndex
    space: Space
    most: int = MOST_REMEMBERED
    _memory: _Memory = field(default_factory=_Memory, init=False, compare=False)

    async def __call__(self, ids: Sequence[str], vectors: npt.NDArray[np.float32]) -> Outlines:
        """Outlines of those that have one, in no order; `vectors`, shape (ids, dimension), as the index has them."""
        kept = self._memory.kept
        self._memory.asked.set()
        places = kept.places(ids, marks_of(vectors))
        found = places >= 0
        known = [TrackId(one) for one, is_known in zip(ids, found.tolist(), strict=True) if is_known]
        if len(known) == len(ids):
            return Outlines(known, kept.rows[places])
        read = await self.analyses.outlines([TrackId(one) for one in set(ids).difference(known)])
        return Outlines([*known, *read.ids], np.concatenate([kept.rows[places[found]], read.rows]))

    async def asked(self) -> None:
        """Wait until somebody has asked since the last `refresh`."""
        await self._memory.asked.wait()

    async def refresh(self) -> None:
        """Read all that is to be remembered, page by page."""
        self._memory.asked.clear()
        space = await self.index.answering(LIBRARY) or self.space
        pages: list[RememberedOutlines] = []
        place, left = None, self.most
        while left > 0 and (page := await self.index.page(space, min(_PAGE, left), place)):
            place, left = page[-1].place, left - len(page)
            if firsts := [entry for entry in page if entry.part == 0]:
                ids = [entry.id for entry in firsts]
                outlines = await self.analyses.outlines([TrackId(one) for one in ids])
                pages.append(page_of(ids, stacked([entry.vector for entry in firsts]), outlines))
        self._memory.kept = await asyncio.to_thread(joined, pages)
