"""What lies around a place in the embedding space?"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.bearings import Bearings
from musicsim.domain.model.details import Beside, TempoAndKey
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.remembered import OutlinesOf
from musicsim.domain.model.seeds import Around
from musicsim.domain.model.similarity import (
    Chosen,
    Met,
    Ranked,
    RankingOptions,
    RankScored,
    Scored,
    SimilarQuery,
    Surroundings,
    Why,
)
from musicsim.domain.model.vectors import Filter, Space
from musicsim.domain.rules.facet_questions import Question, facet_questions
from musicsim.domain.rules.facet_scores import facet_scores, whys
from musicsim.domain.rules.hubness import whole_share
from musicsim.domain.rules.surroundings import outdated, surroundings
from musicsim.domain.rules.unit_vectors import stacked
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.favourites import Favourites
from musicsim.ports.vector_index import VectorIndex

_FARTHEST = 1000  # neighbours looked at, at most: past these nothing sounds alike any more
_FIRST = 8  # times as many as are wanted: what caps leave of these is mostly enough, and asking again takes longer
_REACH = 200  # neighbours that each question of the facets is asked for
_SOON = 2 * _REACH  # tracks that are compared by facets in a millisecond: a thread would hardly begin before
_QUICK = 30  # hits that are explained in hardly more time than a thread takes to start


@dataclass(frozen=True, kw_only=True)
class SearchAround:
    """The nearest tracks, or the most alike by facets, ranked by the rules."""

    catalogue: Catalogue
    analyses: Analyses
    favourites: Favourites
    index: VectorIndex
    bearings: Callable[[Space], Awaitable[Bearings]]
    outlines: OutlinesOf
    forget: Callable[[Collection[str]], None]
    rank: RankScored

    async def __call__(self, space: Space, around: Around, query: SimilarQuery) -> Surroundings:
        """The answer, without what was asked for itself.

        Fewer hits than asked when caps and filters leave no more of the thousand nearest: past these nothing sounds
        alike. With weights that are all equal the score is the cosine.
        """
        query = replace(query, where=replace(query.where, exclude_ids=query.where.exclude_ids | around.own))
        read: set[str] = set()
        while True:
            chosen, found = await self._chosen(space, around, query)
            shown, late = await self._shown(space, around, query, chosen)
            if read.issuperset(late):
                return shown
            # ranked by what was remembered and is no longer so; where some of it has changed, more may have
            self.forget(found)
            read.update(found)

    async def _chosen(self, space: Space, around: Around, query: SimilarQuery) -> tuple[Chosen, Collection[str]]:
        """What the rules leave, and all that was found on the way."""
        if query.weights.balanced:
            return await self._nearest(space, around, query)
        scored = await self._scored(space, around, query)
        damped = query.options.damp_hubs * whole_share(query.weights)
        options = replace(query.options, damp_hubs=damped)
        return await self.rank(space, scored, options, around.recordings, {}), scored.scores.keys()

    async def _nearest(self, space: Space, around: Around, query: SimilarQuery) -> tuple[Chosen, Collection[str]]:
        """Ask again for others, until the rules are left with enough or nothing more is near."""
        options, where = query.options, query.where
        reach = _FIRST * options.limit + 10
        scores: dict[str, float] = {}
        known: dict[str, Vector] = {}
        met: dict[str, Met] = {}
        while True:
            near, vectors = await self.index.nearest_vectors(space, around.vector, reach, where)
            scores |= {one.id: one.score for one in near}
            known |= vectors
            found = await self.rank(space, Scored(scores, known), options, around.recordings, met)
            if len(found.ranked) >= options.limit or len(near) < reach or len(met) >= _FARTHEST:
                return found, scores.keys()
            where = _others(where, [one.id for one in near], found.ranked, options)

    async def _scored(self, space: Space, around: Around, query: SimilarQuery) -> Scored:
        """What facets make of each track that is near in one of them."""
        bearings = await self.bearings(space)
        asked = facet_questions(around, query.weights, bearings.axes, query.where)
        found = await asyncio.gather(*(self._near(space, question) for question in asked))
        vectors = {one: vector for some in found for one, vector in some.items()}
        if not vectors:
            return Scored({})
        ids, rows = list(vectors), stacked(list(vectors.values()))
        outlines = await self.outlines(ids, rows)
        if not len(outlines):
            return Scored({})
        if outlines.ids != ids:
            rows = stacked([vectors[one] for one in outlines.ids])
        if len(around.examples) * len(outlines) <= _SOON:
            scores = facet_scores(around, rows, outlines.rows, bearings, query.weights)
        else:
            scores = await asyncio.to_thread(facet_scores, around, rows, outlines.rows, bearings, query.weights)
        return Scored(dict(zip(outlines.ids, scores.tolist(), strict=True)), vectors)

    async def _near(self, space: Space, question: Question) -> Mapping[str, Vector]:
        vector, where = question
        return (await self.index.nearest_vectors(space, vector, _REACH, where))[1]

    async def _shown(
        self, space: Space, around: Around, query: SimilarQuery, chosen: Chosen
    ) -> tuple[Surroundings, Sequence[TrackId]]:
        """The tracks as they are now, and all that is told of them: read at once. And which ranking knew otherwise."""
        examples = {one.track.id: TempoAndKey.of(one.analysis) for one in around.examples if one.track is not None}
        tracks, heard, liked, reasons = await asyncio.gather(
            self.catalogue.get_many(chosen.ids),
            self._heard(query, chosen.ids),
            self._liked(query.asker, [*chosen.ids, *examples]),
            self._reasons(space, around, query, chosen.ranked),
        )
        found = surroundings(chosen, tracks, reasons, Beside({**heard, **examples}, liked))
        return found, outdated(chosen, tracks)

    async def _reasons(
        self, space: Space, around: Around, query: SimilarQuery, ranked: Sequence[Ranked]
    ) -> Mapping[str, Why]:
        """By what ranking compared, too: whole analyses would take longer to read than all else."""
        if not query.explain or not ranked:
            return {}
        vectors = {one.candidate.id: one.candidate.sound.vector for one in ranked}
        hits = await self.outlines(list(vectors), stacked(list(vectors.values())))
        if not len(hits):
            return {}
        rows, bearings = stacked([vectors[one] for one in hits.ids]), await self.bearings(space)
        if len(hits) <= _QUICK:
            return whys(around, hits, rows, bearings, query.weights)
        return await asyncio.to_thread(whys, around, hits, rows, bearings, query.weights)

    async def _heard(self, query: SimilarQuery, ids: Sequence[TrackId]) -> Mapping[TrackId, TempoAndKey]:
        return {} if query.asker is None else await self.analyses.tempi_and_keys(ids)

    async def _liked(self, asker: UserId | None, ids: Collection[TrackId]) -> Set[TrackId]:
        return set() if asker is None else await self.favourites.among(asker, ids)


def _others(where: Filter, met: Sequence[str], ranked: Sequence[Ranked], options: RankingOptions) -> Filter:
    """Ask for none that was met, nor, where only nearness decides, for more by artists of whom there are enough."""
    taken = Counter(one.candidate.artist for one in ranked if one.candidate.artist)
    full = {artist for artist, count in taken.items() if options.diversity == 0 and count == options.per_artist}
    return replace(
        where,
        exclude_ids=where.exclude_ids | frozenset(met),
        exclude_artists=where.exclude_artists | full,
    )
