"""From one track to another in small steps."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.analysis import Analysis, Vector
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.path import Grounds, Path, PathOptions, PathStop
from musicsim.domain.model.similarity import Sound
from musicsim.domain.model.tag_scale import TagScale
from musicsim.domain.model.vectors import EVERYTHING, LIBRARY, Filter, Neighbour, Space
from musicsim.domain.rules.grounds import grounds_of
from musicsim.domain.rules.path import check_ends, straight_line
from musicsim.domain.rules.path_candidates import path_candidates
from musicsim.domain.rules.path_copies import find_path_without_copies
from musicsim.domain.rules.path_measure import measured
from musicsim.domain.rules.relations import key_between, tempo_between
from musicsim.domain.rules.sounds import sound_of
from musicsim.domain.rules.tag_scales import usual_scale
from musicsim.domain.rules.traits import traits_from
from musicsim.domain.rules.unheard import why_unheard
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.segments import SegmentStore
from musicsim.ports.vector_index import VectorIndex

DEFAULT = PathOptions()

_NO_TAGS: TagScale = usual_scale(())
"""Paths do not look at tags."""


@dataclass(frozen=True, slots=True)
class _Ears:
    """What is known of the tracks that a way turned out to lead over: looked up once each."""

    analyses: Analyses
    segments: SegmentStore
    vectors: Mapping[str, Vector]
    heard: dict[TrackId, Analysis] = field(default_factory=dict)
    sounds: dict[str, Sound] = field(default_factory=dict)

    async def listen(self, ids: Sequence[str]) -> Mapping[str, Sound]:
        new = [TrackId(one) for one in ids if one not in self.heard]
        found, prints = await asyncio.gather(self.analyses.get_many(new), self.segments.prints(new))
        self.heard.update(found)
        self.sounds.update({one: sound_of(heard, self.vectors[one], prints.get(one)) for one, heard in found.items()})
        return {one: self.sounds[one] for one in ids if one in self.sounds}


@dataclass(frozen=True, kw_only=True)
class FindPath:
    """The space is the one that the library's alias leads to, `space` where it leads nowhere."""

    catalogue: Catalogue
    analyses: Analyses
    segments: SegmentStore
    index: VectorIndex
    space: Space

    async def __call__(
        self, ends: Sequence[TrackId], options: PathOptions = DEFAULT, where: Filter = EVERYTHING
    ) -> Path:
        """The way over all of `ends`, the first to the last in their order; other tracks only as `where` admits.

        As many stops as the options say, or as there are. NotFound for a track that there is not, Conflict for one that
        has not been listened to, Invalid as in rules.path.
        """
        check_ends(ends, options)
        space = await self.index.answering(LIBRARY) or self.space
        fixed = await self._ends(space, ends)

        async def neighbours(vector: Vector, limit: int) -> Sequence[Neighbour]:
            return await self.index.nearest(space, vector, limit, where)

        near = await path_candidates(neighbours, list(fixed.vectors), options.stops)
        pool = await self._ground(space, [TrackId(one) for one in near])
        both = fixed + pool
        ears = _Ears(self.analyses, self.segments, dict(zip(both.ids, both.vectors, strict=True)))
        found = await find_path_without_copies(fixed, pool, options, ears.listen)
        straight = await asyncio.to_thread(straight_line, fixed, pool, options)
        return await self._told(_over(both, found), _over(both, straight), ears.heard)

    async def _ends(self, space: Space, ends: Sequence[TrackId]) -> Grounds:
        met = await self._ground(space, ends)
        place = {one: row for row, one in enumerate(met.ids)}
        for one in ends:
            if one in place:
                continue
            track = await self.catalogue.get(one)
            if track is None:
                raise NotFound.of("track", one)
            raise Conflict(why_unheard(track))
        return met.rows([place[one] for one in ends])

    async def _ground(self, space: Space, ids: Collection[TrackId]) -> Grounds:
        """Those that can be listened to, each once, in their order: thousands, whose whole rows take long to read."""
        artists, vectors, outlines = await asyncio.gather(
            self.catalogue.artists_of(ids), self.index.vectors(space, ids), self.analyses.outlines(ids)
        )
        place = {one: row for row, one in enumerate(outlines.ids)}
        names = [one for one in dict.fromkeys(ids) if one in place and one in artists and one in vectors]
        matrix = np.stack([vectors[one] for one in names]) if names else np.zeros((0, space.dimension), np.float32)
        traits = traits_from(outlines.rows[[place[one] for one in names]], _NO_TAGS)
        return grounds_of(names, matrix, traits, [artists[one] for one in names])

    async def _told(self, way: Grounds, straight: Grounds, heard: Mapping[TrackId, Analysis]) -> Path:
        ids = [TrackId(one) for one in way.ids]
        tracks = {track.id: track for track in await self.catalogue.get_many(ids)}
        cosines = (way.vectors[:-1] * way.vectors[1:]).sum(axis=1).tolist()
        stops = [PathStop(tracks[ids[0]])]
        for (before, after), cosine in zip(pairwise(ids), cosines, strict=True):
            both = heard.get(before), heard.get(after)
            stops.append(PathStop(tracks[after], cosine, tempo_between(*both), key_between(*both)))
        return Path(stops, measured(way), measured(straight))


def _over(ground: Grounds, ids: Sequence[str]) -> Grounds:
    """These tracks, in this order."""
    rows = {one: row for row, one in enumerate(ground.ids)}
    return ground.rows([rows[one] for one in ids])
