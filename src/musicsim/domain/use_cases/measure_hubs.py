"""Find out which tracks are everyone's neighbours."""

from dataclasses import dataclass

import numpy as np

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.vectors import LIBRARY, Filter, Space
from musicsim.domain.rules.hubness import MORE_FOR_COPIES, NEIGHBOURS, hub_number
from musicsim.ports.hubs import Hubs
from musicsim.ports.vector_index import VectorIndex

_AT_ONCE = 100
_OUTDATED = 2 / 3  # a number that was measured among a smaller share of the tracks that there are now


@dataclass(frozen=True, kw_only=True)
class MeasureHubs:
    """Ask the vector index for the neighbours of tracks whose number is not known: see rules.hubness.

    Bounded; a library of any size is measured call by call. What is not measured yet is ranked without correction.
    """

    hubs: Hubs
    index: VectorIndex
    space: Space

    async def __call__(self, *, again: bool = False) -> bool:
        """Measure some; whether there may be more.

        `again`: those, too, that were measured when the library was much smaller; without, nothing to do costs little.
        """
        space = await self.index.answering(LIBRARY) or self.space
        if not again and not await self.hubs.due(space.name, 1, 0):
            return False
        among = await self.index.count(space)
        if among <= NEIGHBOURS:
            return False
        due = await self.hubs.due(space.name, _AT_ONCE, int(_OUTDATED * among) if again else 0)
        numbers = {one: await self._number(space, one, vector) for one, vector in due}
        await self.hubs.keep(space.name, numbers, among)
        return len(due) == _AT_ONCE

    async def _number(self, space: Space, track: TrackId, vector: Vector) -> float:
        others = Filter(exclude_ids=frozenset({track}))
        near = await self.index.nearest(space, np.asarray(vector), NEIGHBOURS + MORE_FOR_COPIES, others)
        return hub_number([one.score for one in near])
