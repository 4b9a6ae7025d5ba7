"""What lies around a place in the embedding space?"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from musicsim.domain.model.bearings import Bearings
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.seeds import Around
from musicsim.domain.model.similarity import Hit, Met, RankingOptions, RankScored, SimilarQuery, Surroundings
from musicsim.domain.model.vectors import Filter, Space
from musicsim.domain.rules.facet_questions import Question, facet_questions
from musicsim.domain.rules.facet_scores import facet_scores, whys
from musicsim.domain.rules.hubness import whole_share
from musicsim.domain.rules.text import fold
from musicsim.ports.analyses import Analyses
from musicsim.ports.vector_index import VectorIndex

_FARTHEST = 1000  # neighbours looked at, at most: past these nothing sounds alike any more
_REACH = 250  # neighbours that each question of the facets is asked for


@dataclass(frozen=True, kw_only=True)
class SearchAround:
    """The nearest tracks, or the most alike by facets, ranked by the rules."""

    analyses: Analyses
    index: VectorIndex
    bearings: Callable[[Space], Awaitable[Bearings]]
    rank: RankScored

    async def __call__(self, space: Space, around: Around, query: SimilarQuery) -> Surroundings:
        """The answer, without what was asked for itself.

        Fewer hits than asked when caps and filters leave no more of the thousand nearest: past these nothing sounds
        alike. With weights that are all equal the score is the cosine.
        """
        query = replace(query, where=replace(query.where, exclude_ids=query.where.exclude_ids | around.own))
        met: dict[str, Met] = {}
        if query.weights.balanced:
            found = await self._nearest(space, around, query, met)
        else:
            scores = await self._scored(space, around, query)
            damped = query.options.damp_hubs * whole_share(query.weights)
            options = replace(query.options, damp_hubs=damped)
            found = await self.rank(space, scores, options, around.recordings, met)
        return await self._explained(space, around, query, found, met) if query.explain else found

    async def _nearest(self, space: Space, around: Around, query: SimilarQuery, met: dict[str, Met]) -> Surroundings:
        """Ask again for others, until the rules are left with enough or nothing more is near."""
        options, where = query.options, query.where
        reach = 2 * options.limit + 10
        scores: dict[str, float] = {}
        while True:
            near = await self.index.nearest(space, around.vector, reach, where)
            scores |= {one.id: one.score for one in near}
            found = await self.rank(space, scores, options, around.recordings, met)
            if len(found.hits) >= options.limit or len(near) < reach or len(met) >= _FARTHEST:
                return found
            where = _others(where, [one.id for one in near], found.hits, options)

    async def _scored(self, space: Space, around: Around, query: SimilarQuery) -> Mapping[str, float]:
        """What facets make of each track that is near in one of them."""
        bearings = await self.bearings(space)
        asked = facet_questions(around, query.weights, bearings.axes, query.where)
        ids = set().union(*await asyncio.gather(*(self._ids(space, question) for question in asked)))
        vectors, outlines = await asyncio.gather(
            self.index.vectors(space, ids), self.analyses.outlines([TrackId(one) for one in ids])
        )
        known = [place for place, one in enumerate(outlines.ids) if one in vectors]
        if not known:
            return {}
        stacked = np.stack([vectors[outlines.ids[place]] for place in known])
        rows = outlines.rows[known]
        found = await asyncio.to_thread(facet_scores, around, stacked, rows, bearings, query.weights)
        return dict(zip((outlines.ids[place] for place in known), found.tolist(), strict=True))

    async def _ids(self, space: Space, question: Question) -> set[str]:
        vector, where = question
        return {one.id for one in await self.index.nearest(space, vector, _REACH, where)}

    async def _explained(
        self, space: Space, around: Around, query: SimilarQuery, found: Surroundings, met: Mapping[str, Met]
    ) -> Surroundings:
        bearings, analyses = await asyncio.gather(
            self.bearings(space), self.analyses.get_many([hit.track.id for hit in found.hits])
        )

        heard = {str(one): (analysis, met[one].vector) for one, analysis in analyses.items()}
        reasons = await asyncio.to_thread(whys, around, heard, bearings, query.weights)
        return Surroundings(found.copies, [replace(hit, why=reasons.get(hit.track.id)) for hit in found.hits])


def _others(where: Filter, met: Sequence[str], hits: Sequence[Hit], options: RankingOptions) -> Filter:
    """Ask for none that was met, nor, where only nearness decides, for more by artists of whom there are enough."""
    taken = Counter(fold(hit.track.metadata.artist) for hit in hits if hit.track.metadata.artist)
    full = {artist for artist, count in taken.items() if options.diversity == 0 and count == options.per_artist}
    return replace(
        where,
        exclude_ids=where.exclude_ids | frozenset(met),
        exclude_artists=where.exclude_artists | full,
    )
