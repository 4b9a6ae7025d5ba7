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
from musicsim.domain.model.remembered import Looks, Remembered
from musicsim.domain.model.similarity import Sketch
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.domain.rules.remembering import NOTHING, joined, marks_of, page_of
from musicsim.domain.rules.unit_vectors import stacked
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.hubs import Hubs
from musicsim.ports.vector_index import VectorIndex

MOST_REMEMBERED = 1_000_000
"""Tracks: 165 MB, and their names. What a larger library has beyond these is read whenever it is asked for."""

_PAGE = 500


@dataclass
class _Memory:
    """What is remembered, and whether anybody asked since it was."""

    kept: Remembered = NOTHING
    asked: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, kw_only=True)
class RecallTracks:
    """Outlines, sketches and hub numbers of what the index just found: out of memory where it still holds the vector
    that it held when `refresh` read them, else from the rows.

    So they are as new as the index. What is late, until the next `refresh`: a number that is measured anew, and a track
    that was heard otherwise and sounds the same to the very bit, as after a change of the model for tempi. Names change
    without the sound, and files go: who shows a track looks at its row, and says with `forget` that it tells otherwise.
    """

    catalogue: Catalogue
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

    async def looks(self, space: Space, ids: Sequence[TrackId], vectors: Mapping[str, Vector], *, hubs: bool) -> Looks:
        """Sketches, and `hubs` if these are asked for; `vectors` as the index has them, of as many as are at hand."""
        sketches, numbers = self._known([one for one in ids if one in vectors], vectors)
        unknown = [one for one in ids if one not in sketches]
        unmeasured = [one for one in ids if one not in numbers] if hubs else []
        if unknown or unmeasured:
            drawn, measured = await asyncio.gather(
                self.catalogue.sketches(unknown), self.numbers.numbers(space.name, unmeasured)
            )
            sketches |= drawn
            numbers |= measured
        return sketches, numbers if hubs else {}

    def _known(
        self, ids: Sequence[TrackId], vectors: Mapping[str, Vector]
    ) -> tuple[dict[TrackId, Sketch], dict[TrackId, float]]:
        if not ids:
            return {}, {}
        kept, places = self._recalled(ids, stacked([vectors[one] for one in ids]))
        drawn = zip(ids, kept.sketches(places), strict=True)
        measured = zip(ids, kept.numbers(places).tolist(), strict=True)
        sketches = {one: sketch for one, sketch in drawn if sketch is not None}
        return sketches, {one: number for one, number in measured if not math.isnan(number)}

    def forget(self, ids: Collection[str]) -> None:
        """Read those from the rows until the next `refresh`."""
        self._memory.kept.forget(ids)

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
                outlines, hubs, sketches = await asyncio.gather(
                    self.analyses.outlines(ids), self.numbers.numbers(space.name, ids), self.catalogue.sketches(ids)
                )
                pages.append(page_of(ids, stacked([entry.vector for entry in firsts]), outlines, hubs, sketches))
        self._memory.kept = await asyncio.to_thread(joined, pages)
