"""Which recording is an excerpt of?"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.clip import Match, Source
from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.vectors import Neighbour
from musicsim.domain.rules.recognition import recognised
from musicsim.domain.rules.segmenting import questions_of, segment_space
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.segments import SegmentStore
from musicsim.ports.vector_index import VectorIndex

_NEAR = 8  # segments that each question finds
_CANDIDATES = 40  # tracks whose whole fingerprints are looked at
_AT_ONCE = 4  # questions to the index


@dataclass(frozen=True, kw_only=True)
class RecogniseExcerpt:
    """The index finds segments that may be the excerpt's, whole fingerprints tell whether they are."""

    catalogue: Catalogue
    segments: SegmentStore
    index: VectorIndex

    async def __call__(self, prints: Sequence[Fingerprint]) -> list[Source]:
        """The files that an excerpt with these prints (see Excerpt) may be of, the surest first; usually none or one.

        A recording that the library has twice is found in each file.
        """
        candidates = await self._candidates(prints[0]) if prints else []
        wholes = await self.segments.wholes(candidates)
        matches = await asyncio.to_thread(_matches, prints, wholes)
        tracks = [track for track in await self.catalogue.get_many(list(matches)) if track.listenable]
        found = [Source(track, matches[track.id]) for track in tracks]
        return sorted(found, key=lambda one: (one.match.error, one.track.id))

    async def _candidates(self, excerpt: Fingerprint) -> list[TrackId]:
        """The tracks whose segments are nearest to any part of the excerpt."""
        space = segment_space(excerpt.model)
        turn = asyncio.Semaphore(_AT_ONCE)

        async def near(vector: Vector) -> list[Neighbour]:
            async with turn:
                return await self.index.nearest(space, vector, _NEAR)

        questions = await asyncio.to_thread(questions_of, excerpt.words)
        best: dict[str, float] = defaultdict(lambda: -1.0)
        for neighbours in await asyncio.gather(*map(near, questions)):
            for one in neighbours:
                best[one.id] = max(best[one.id], one.score)
        return [TrackId(one) for one in sorted(best, key=lambda one: (-best[one], one))[:_CANDIDATES]]


def _matches(prints: Sequence[Fingerprint], wholes: Mapping[TrackId, Fingerprint]) -> dict[TrackId, Match]:
    found = ((track_id, recognised(prints, whole)) for track_id, whole in wholes.items())
    return {track_id: match for track_id, match in found if match is not None}
