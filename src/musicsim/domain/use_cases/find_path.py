"""From one track to another in small steps."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.analysis import Analysis, Vector
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.path import Grounds, Path, PathOptions, PathStop
from musicsim.domain.model.tag_scale import TagScale
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import EVERYTHING, LIBRARY, Filter, Neighbour, Space
from musicsim.domain.rules.grounds import grounds_of
from musicsim.domain.rules.path_candidates import path_candidates
from musicsim.domain.rules.path_copies import find_path_without_copies
from musicsim.domain.rules.path_measure import measured
from musicsim.domain.rules.relations import key_between, tempo_between
from musicsim.domain.rules.sounds import sound_of
from musicsim.domain.rules.tag_scales import usual_scale
from musicsim.domain.rules.traits import traits_of
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.vector_index import VectorIndex

DEFAULT = PathOptions()

_NO_TAGS: TagScale = usual_scale(())
"""Paths do not look at tags."""


@dataclass(frozen=True, slots=True)
class _Met:
    """A track that a path may lead over."""

    track: Track
    vector: Vector
    analysis: Analysis


@dataclass(frozen=True, kw_only=True)
class FindPath:
    """The space is the one that the library's alias leads to, `space` where it leads nowhere."""

    catalogue: Catalogue
    analyses: Analyses
    index: VectorIndex
    space: Space

    async def __call__(
        self, ends: Sequence[TrackId], options: PathOptions = DEFAULT, where: Filter = EVERYTHING
    ) -> Path:
        """The way over all of `ends`, the first to the last in their order; other tracks only as `where` admits.

        As many stops as the options say, or as there are. NotFound for a track that there is not, Conflict for one that
        has not been listened to, Invalid as in rules.path.
        """
        space = await self.index.answering(LIBRARY) or self.space
        fixed = await self._ends(space, ends)

        async def neighbours(vector: Vector, limit: int) -> Sequence[Neighbour]:
            return await self.index.nearest(space, vector, limit, where)

        near = await path_candidates(neighbours, [one.vector for one in fixed.values()], options.stops)
        met = await self._meet(space, [TrackId(one) for one in near]) | fixed
        ids = await asyncio.to_thread(_path, fixed, met, options)
        return _told([met[TrackId(one)] for one in ids])

    async def _ends(self, space: Space, ends: Sequence[TrackId]) -> dict[TrackId, _Met]:
        met = await self._meet(space, ends)
        for one in ends:
            if one in met:
                continue
            track = await self.catalogue.get(one)
            if track is None:
                raise NotFound.of("track", one)
            raise Conflict(f"{track.metadata.title!r} has no place in the library's sound yet: no path leads there.")
        return {one: met[one] for one in ends}

    async def _meet(self, space: Space, ids: Sequence[TrackId]) -> dict[TrackId, _Met]:
        """Those that can be listened to, by id."""
        tracks, vectors, analyses = await asyncio.gather(
            self.catalogue.get_many(list(ids)), self.index.vectors(space, ids), self.analyses.get_many(ids)
        )
        return {
            track.id: _Met(track, vectors[track.id], analyses[track.id])
            for track in tracks
            if track.listenable and track.id in vectors and track.id in analyses
        }


def _path(fixed: Mapping[TrackId, _Met], met: Mapping[TrackId, _Met], options: PathOptions) -> list[str]:
    sounds = {str(one): sound_of(found.analysis, found.vector) for one, found in met.items()}
    return find_path_without_copies(_grounds(list(fixed.values())), _grounds(list(met.values())), options, sounds)


def _grounds(met: Sequence[_Met]) -> Grounds:
    return grounds_of(
        [one.track.id for one in met],
        [one.vector for one in met],
        traits_of([one.analysis for one in met], _NO_TAGS),
        [one.track.metadata.artist for one in met],
    )


def _told(way: Sequence[_Met]) -> Path:
    following = [
        PathStop(
            track=after.track,
            score=float(before.vector @ after.vector),
            tempo=tempo_between(before.analysis, after.analysis),
            key=key_between(before.analysis, after.analysis),
        )
        for before, after in pairwise(way)
    ]
    return Path([PathStop(way[0].track), *following], measured(_grounds(way)))
