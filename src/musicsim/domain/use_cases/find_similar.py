"""What sounds like this track?"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.analysis import Analysis, Vector
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.similarity import Candidate, Hit, Ranked, RankingOptions, SimilarQuery, SimilarTracks, Sound
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import LIBRARY, Filter, Neighbour, Space
from musicsim.domain.rules.near_duplicates import is_near_duplicate, may_be_copies
from musicsim.domain.rules.ranking import rank
from musicsim.domain.rules.sounds import sound_of
from musicsim.domain.rules.text import fold
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.vector_index import VectorIndex

DEFAULT = SimilarQuery()

_QUICK = 200  # candidates that are ranked in less time than a thread takes to start
_FARTHEST = 1000  # neighbours looked at, at most: past these nothing sounds alike any more


@dataclass(frozen=True, slots=True)
class _Met:
    """A neighbour that the rows know."""

    track: Track
    score: float
    vector: Vector


@dataclass(frozen=True, kw_only=True)
class FindSimilar:
    """The nearest tracks in the embedding space, ranked by the rules.

    The space is the one that the library's alias leads to, `space` where it leads nowhere.
    """

    catalogue: Catalogue
    analyses: Analyses
    index: VectorIndex
    space: Space

    async def __call__(self, track_id: TrackId, query: SimilarQuery = DEFAULT) -> SimilarTracks:
        """The answer for one seed, itself never among it.

        NotFound for an unknown track, Conflict for one that has not been listened to, is silent or failed. Fewer
        hits than asked when caps and filters leave no more of the thousand nearest: past these nothing sounds alike.
        """
        seed, analysis, answering = await asyncio.gather(
            self.catalogue.get(track_id), self.analyses.get(track_id), self.index.answering(LIBRARY)
        )
        if seed is None:
            raise NotFound.of("track", track_id)
        space = answering or self.space
        vector = await self._vector(seed, analysis, space)
        if analysis is None or vector is None:
            raise Conflict(_why_not(seed))
        return await self._search(space, seed, sound_of(analysis, vector), query)

    async def _vector(self, seed: Track, analysis: Analysis | None, space: Space) -> Vector | None:
        """The row's embedding or, where a new model has replaced it before its space is complete, the index's."""
        embedding = analysis.embedding(space.name) if analysis else None
        if embedding is not None or not seed.listenable:
            return embedding.vector if embedding is not None else None
        return (await self.index.vectors(space, [seed.id])).get(seed.id)

    async def _search(self, space: Space, seed: Track, heard: Sound, query: SimilarQuery) -> SimilarTracks:
        """Ask again for others, until the rules are left with enough or nothing more is near."""
        where = replace(query.where, exclude_ids=query.where.exclude_ids | {seed.id})
        reach = 2 * query.options.limit + 10
        met: dict[str, _Met] = {}
        while True:
            near = await self.index.nearest(space, heard.vector, reach, where)
            met |= await self._meet(space, near)
            candidates = await self._candidates(met, heard)
            copies, others = _apart(heard, candidates) if query.options.group_copies else ([], candidates)
            ranked = await _ranked(others, query.options)
            if len(ranked) >= query.options.limit or len(near) < reach or len(met) >= _FARTHEST:
                tracks = {one: found.track for one, found in met.items()}
                return SimilarTracks(seed, [tracks[one.id] for one in copies], [_hit(one, tracks) for one in ranked])
            where = _others(where, near, ranked, query.options)

    async def _meet(self, space: Space, near: Sequence[Neighbour]) -> dict[str, _Met]:
        """Those that the rows still hold present."""
        scores = {TrackId(one.id): one.score for one in near}
        tracks, vectors = await asyncio.gather(self.catalogue.get_many(list(scores)), self.index.vectors(space, scores))
        present = [track for track in tracks if track.listenable and track.id in vectors]
        return {track.id: _Met(track, scores[track.id], vectors[track.id]) for track in present}

    async def _candidates(self, met: Mapping[str, _Met], heard: Sound) -> list[Candidate]:
        """What ranking needs of them, nearest first."""
        sounds = await self._sounds({one: found.vector for one, found in met.items()}, heard)
        candidates = [_candidate(found.track, found.score, sounds[one]) for one, found in met.items()]
        return sorted(candidates, key=lambda one: (-one.score, one.id))

    async def _sounds(self, vectors: Mapping[str, Vector], heard: Sound) -> Mapping[str, Sound]:
        """The sounds behind `vectors`: more than these only of the few that may be copies, of one another or the seed.

        Reading what was found of all of them would take as long as the rest of the answer.
        """
        _, *likely = may_be_copies([heard.vector, *vectors.values()])
        doubtful = [TrackId(one) for one, is_likely in zip(vectors, likely, strict=True) if is_likely]
        found = await self.analyses.get_many(doubtful) if doubtful else {}
        told = {str(one): sound_of(analysis, vectors[one]) for one, analysis in found.items()}
        return {one: told.get(one) or Sound(vector=vector) for one, vector in vectors.items()}


def _others(where: Filter, near: Sequence[Neighbour], ranked: Sequence[Ranked], options: RankingOptions) -> Filter:
    """Ask for none that was met, nor, where only nearness decides, for more by artists of whom there are enough."""
    taken = Counter(one.candidate.artist for one in ranked if one.candidate.artist)
    full = {artist for artist, count in taken.items() if options.diversity == 0 and count == options.per_artist}
    return replace(
        where,
        exclude_ids=where.exclude_ids | {one.id for one in near},
        exclude_artists=where.exclude_artists | full,
    )


async def _ranked(candidates: Sequence[Candidate], options: RankingOptions) -> list[Ranked]:
    """Ranked, off the event loop where it takes milliseconds."""
    if len(candidates) <= _QUICK:
        return rank(candidates, options)
    return await asyncio.to_thread(rank, candidates, options)


def _why_not(seed: Track) -> str:
    reasons = {
        "pending": "has not been listened to yet: wait until the scan has come to it",
        "silent": "is silent: nothing sounds like it",
        "failed": f"could not be listened to ({seed.failure.reason if seed.failure else 'no reason kept'})",
    }
    return f"{seed.metadata.title!r} {reasons.get(seed.status, 'was listened to by another model')}."


def _candidate(track: Track, score: float, sound: Sound) -> Candidate:
    return Candidate(track.id, score, fold(track.metadata.artist), fold(track.metadata.album), sound)


def _apart(heard: Sound, candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The seed's own copies, and the others."""
    copies = [one for one in candidates if is_near_duplicate(heard, one.sound, _cosine(heard.vector, one.sound.vector))]
    ids = {one.id for one in copies}
    return copies, [one for one in candidates if one.id not in ids]


def _cosine(one: Vector, other: Vector) -> float:
    return float(one @ other)


def _hit(ranked: Ranked, tracks: Mapping[str, Track]) -> Hit:
    best = ranked.candidate
    return Hit(tracks[best.id], best.score, tuple(tracks[copy.id] for copy in ranked.copies))
