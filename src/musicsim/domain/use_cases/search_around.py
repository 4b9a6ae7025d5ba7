"""What lies around a place in the embedding space?"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.bearings import Bearings
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.seeds import Around
from musicsim.domain.model.similarity import Candidate, Hit, Ranked, RankingOptions, SimilarQuery, Sound, Surroundings
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import Filter, Space
from musicsim.domain.rules.facet_questions import Question, facet_questions
from musicsim.domain.rules.facet_scores import facet_scores, why
from musicsim.domain.rules.near_duplicates import is_near_duplicate, may_be_copies
from musicsim.domain.rules.ranking import rank
from musicsim.domain.rules.sounds import sound_of
from musicsim.domain.rules.text import fold
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.vector_index import VectorIndex

_QUICK = 200  # candidates that are ranked in less time than a thread takes to start
_FARTHEST = 1000  # neighbours looked at, at most: past these nothing sounds alike any more
_REACH = 250  # neighbours that each question of the facets is asked for


@dataclass(frozen=True, slots=True)
class _Met:
    """A track that the rows know, with what it scores."""

    track: Track
    score: float
    vector: Vector


@dataclass(frozen=True, kw_only=True)
class SearchAround:
    """The nearest tracks, or the most alike by facets, ranked by the rules."""

    catalogue: Catalogue
    analyses: Analyses
    index: VectorIndex
    bearings: Callable[[Space], Awaitable[Bearings]]

    async def __call__(self, space: Space, around: Around, query: SimilarQuery) -> Surroundings:
        """The answer, without what was asked for itself.

        Fewer hits than asked when caps and filters leave no more of the thousand nearest: past these nothing sounds
        alike. With weights that are all equal the score is the cosine.
        """
        where = replace(query.where, exclude_ids=query.where.exclude_ids | around.own)
        find = self._nearest if query.weights.balanced else self._by_facets
        met, copies, ranked = await find(space, around, replace(query, where=where))
        hits = [_hit(one, met) for one in ranked]
        if query.explain:
            hits = await self._explained(space, around, query, hits, met)
        return Surroundings([met[one.id].track for one in copies], hits)

    async def _nearest(self, space: Space, around: Around, query: SimilarQuery) -> "_Answer":
        """Ask again for others, until the rules are left with enough or nothing more is near."""
        options, where = query.options, query.where
        reach = 2 * options.limit + 10
        met: dict[str, _Met] = {}
        while True:
            near = await self.index.nearest(space, around.vector, reach, where)
            met |= await self._meet(space, {one.id: one.score for one in near})
            copies, ranked = await self._ranked(met, around, options)
            if len(ranked) >= options.limit or len(near) < reach or len(met) >= _FARTHEST:
                return met, copies, ranked
            where = _others(where, [one.id for one in near], ranked, options)

    async def _by_facets(self, space: Space, around: Around, query: SimilarQuery) -> "_Answer":
        """Score hundreds by what is quick to read of them, then look at the best of these in full."""
        scores = await self._scored(space, around, query)
        best = sorted(scores, key=lambda one: (-scores[one], one))
        met: dict[str, _Met] = {}
        taken, more = 0, 2 * query.options.limit + 10
        while True:
            met |= await self._meet(space, {one: scores[one] for one in best[taken : taken + more]})
            taken += more
            copies, ranked = await self._ranked(met, around, query.options)
            if len(ranked) >= query.options.limit or taken >= len(best):
                return met, copies, ranked
            more *= 2

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

    async def _meet(self, space: Space, scores: Mapping[str, float]) -> dict[str, _Met]:
        """Those that the rows still hold present."""
        ids = [TrackId(one) for one in scores]
        tracks, vectors = await asyncio.gather(self.catalogue.get_many(ids), self.index.vectors(space, ids))
        present = [track for track in tracks if track.listenable and track.id in vectors]
        return {track.id: _Met(track, scores[track.id], vectors[track.id]) for track in present}

    async def _ranked(
        self, met: Mapping[str, _Met], around: Around, options: RankingOptions
    ) -> tuple[list[Candidate], list[Ranked]]:
        """Copies of what was asked for, and the others as the rules rank them."""
        candidates = await self._candidates(met, around.recordings)
        copies, others = _apart(around.recordings, candidates) if options.group_copies else ([], candidates)
        if len(others) <= _QUICK:
            return copies, rank(others, options)
        return copies, await asyncio.to_thread(rank, others, options)

    async def _candidates(self, met: Mapping[str, _Met], recordings: Sequence[Sound]) -> list[Candidate]:
        """What ranking needs of them, best first."""
        sounds = await self._sounds({one: found.vector for one, found in met.items()}, recordings)
        candidates = [_candidate(found.track, found.score, sounds[one]) for one, found in met.items()]
        return sorted(candidates, key=lambda one: (-one.score, one.id))

    async def _sounds(self, vectors: Mapping[str, Vector], recordings: Sequence[Sound]) -> Mapping[str, Sound]:
        """The sounds behind `vectors`: more than these only of the few that may be copies, of one another or of
        recordings. Reading what was found of all of them would take as long as the rest of the answer.
        """
        likely = may_be_copies([*(one.vector for one in recordings), *vectors.values()])[len(recordings) :]
        doubtful = [TrackId(one) for one, is_likely in zip(vectors, likely, strict=True) if is_likely]
        found = await self.analyses.get_many(doubtful) if doubtful else {}
        told = {str(one): sound_of(analysis, vectors[one]) for one, analysis in found.items()}
        return {one: told.get(one) or Sound(vector=vector) for one, vector in vectors.items()}

    async def _explained(
        self, space: Space, around: Around, query: SimilarQuery, hits: Sequence[Hit], met: Mapping[str, _Met]
    ) -> list[Hit]:
        bearings, analyses = await asyncio.gather(
            self.bearings(space), self.analyses.get_many([hit.track.id for hit in hits])
        )

        def told(hit: Hit) -> Hit:
            analysis = analyses.get(hit.track.id)
            if analysis is None:  # heard anew by another model meanwhile, or gone
                return hit
            return replace(hit, why=why(around, analysis, met[hit.track.id].vector, bearings, query.weights))

        return await asyncio.to_thread(lambda: [told(hit) for hit in hits])


_Answer = tuple[dict[str, _Met], list[Candidate], list[Ranked]]
"""All that was met, copies of what was asked for, and the hits."""


def _others(where: Filter, met: Sequence[str], ranked: Sequence[Ranked], options: RankingOptions) -> Filter:
    """Ask for none that was met, nor, where only nearness decides, for more by artists of whom there are enough."""
    taken = Counter(one.candidate.artist for one in ranked if one.candidate.artist)
    full = {artist for artist, count in taken.items() if options.diversity == 0 and count == options.per_artist}
    return replace(
        where,
        exclude_ids=where.exclude_ids | frozenset(met),
        exclude_artists=where.exclude_artists | full,
    )


def _candidate(track: Track, score: float, sound: Sound) -> Candidate:
    return Candidate(track.id, score, fold(track.metadata.artist), fold(track.metadata.album), sound)


def _apart(recordings: Sequence[Sound], candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Copies of recordings, and the others."""
    copies = [one for one in candidates if any(_is_copy(of, one.sound) for of in recordings)]
    ids = {one.id for one in copies}
    return copies, [one for one in candidates if one.id not in ids]


def _is_copy(of: Sound, sound: Sound) -> bool:
    return is_near_duplicate(of, sound, float(of.vector @ sound.vector))


def _hit(ranked: Ranked, met: Mapping[str, _Met]) -> Hit:
    best = ranked.candidate
    return Hit(met[best.id].track, best.score, tuple(met[copy.id].track for copy in ranked.copies))
