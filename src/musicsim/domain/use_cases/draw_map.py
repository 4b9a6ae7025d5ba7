"""Decide where each track lies on the map, and which cluster it is in."""

import asyncio
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.clusters import ClusterId
from musicsim.domain.model.layout import Vectors
from musicsim.domain.model.library_map import LibraryMap
from musicsim.domain.model.survey import Drawn, Plan, Survey
from musicsim.domain.model.vectors import Space
from musicsim.domain.rules.clustering import usual_count
from musicsim.domain.rules.layout import onto
from musicsim.domain.rules.map_composing import join
from musicsim.domain.rules.map_renewal import (
    begins_anew,
    carried_over,
    earlier_labels,
    inherited,
    is_outgrown,
    kept_centres,
)
from musicsim.ports.ids import Ids
from musicsim.ports.map_maker import MapMaker
from musicsim.ports.vector_index import VectorIndex

_BATCH = 50_000  # tracks that are placed at once
_FETCHED = 1000  # vectors that are asked for at once


@dataclass(frozen=True, kw_only=True)
class DrawMap:
    """Tracks that were on the map before stay where they are, and newcomers are placed among their neighbours.

    Only when there are many of these the whole is laid out again, beginning with where it is. Clusters that are mostly
    the same then keep their ids.
    """

    maker: MapMaker
    index: VectorIndex
    ids: Ids

    async def __call__(self, space: Space, survey: Survey, before: LibraryMap | None) -> Drawn:
        """What is drawn; without an earlier map all of it anew."""
        plan = carried_over(survey, before)
        if before is None or is_outgrown(before, int((plan.labels >= 0).sum()), len(survey)):
            drawn, centres = await self._laid_out(survey, plan, before)
        else:
            ids = [one.id for one in before.clusters]
            drawn = Drawn(plan, ids, before.faithfulness, before.laid_out, before.begun)
            centres = await asyncio.to_thread(kept_centres, survey.vectors, plan.labels[survey.landmarks], len(ids))
        await self._place_others(space, survey, plan, centres)
        return drawn

    async def _laid_out(self, survey: Survey, plan: Plan, before: LibraryMap | None) -> tuple[Drawn, Vectors]:
        """The landmarks, all at once."""
        marks = survey.landmarks
        anew, earlier = begins_anew(before, len(survey)), plan.points[marks]
        layout = await self.maker.lay_out(survey.vectors, None if anew else earlier)
        points = await asyncio.to_thread(onto, layout.points, earlier) if anew else layout.points
        clusters = await self.maker.cluster(survey.vectors, usual_count(len(survey)))
        known = inherited(clusters.labels, *earlier_labels(survey.ids[marks], before))
        plan.points[:], plan.labels[:] = np.nan, -1
        plan.points[marks] = points
        await asyncio.to_thread(join, plan, marks, survey.vectors, clusters.centres)
        ids = [known.get(number) or ClusterId(self.ids.new()) for number in range(len(clusters.centres))]
        begun = len(survey) if before is None or anew else before.begun
        return Drawn(plan, ids, layout.faithfulness, len(survey), begun), clusters.centres

    async def _place_others(self, space: Space, survey: Survey, plan: Plan, centres: Vectors) -> None:
        """Whoever has no place yet, among the landmarks that have one."""
        here = np.isfinite(plan.points[survey.landmarks]).all(axis=1)
        others = np.flatnonzero(~np.isfinite(plan.points).all(axis=1))
        if not len(others):
            return
        known, points = survey.vectors[here], plan.points[survey.landmarks][here]
        for at in range(0, len(others), _BATCH):
            rows, vectors = await self._vectors(space, survey, others[at : at + _BATCH])
            plan.points[rows] = await self.maker.place(known, points, vectors)
            await asyncio.to_thread(join, plan, rows, vectors, centres)

    async def _vectors(
        self, space: Space, survey: Survey, rows: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int64], Vectors]:
        """The vectors of these rows, and the rows of those that the index still has."""
        names = [name.decode() for name in survey.ids[rows].tolist()]
        found = dict(await self.index.vectors(space, names[:_FETCHED]))
        for at in range(_FETCHED, len(names), _FETCHED):
            found |= await self.index.vectors(space, names[at : at + _FETCHED])
        there = [place for place, name in enumerate(names) if name in found]
        vectors = [found[names[place]] for place in there]
        return rows[there], np.stack(vectors) if vectors else np.zeros((0, space.dimension), np.float32)
