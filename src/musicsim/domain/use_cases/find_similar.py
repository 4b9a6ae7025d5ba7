"""What sounds like this track?"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.analysis import Analysis, Vector
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.seeds import Around, Example
from musicsim.domain.model.similarity import SimilarQuery, SimilarTracks, Surroundings
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.domain.rules.sounds import sound_of
from musicsim.domain.rules.unheard import why_unheard
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.segments import SegmentStore
from musicsim.ports.vector_index import VectorIndex

DEFAULT = SimilarQuery()


@dataclass(frozen=True, kw_only=True)
class FindSimilar:
    """The nearest tracks in the embedding space, ranked by the rules.

    The space is the one that the library's alias leads to, `space` where it leads nowhere.
    """

    catalogue: Catalogue
    analyses: Analyses
    segments: SegmentStore
    index: VectorIndex
    search: Callable[[Space, Around, SimilarQuery], Awaitable[Surroundings]]
    space: Space

    async def __call__(self, track_id: TrackId, query: SimilarQuery = DEFAULT) -> SimilarTracks:
        """The answer for one seed, itself never among it; as SearchAround gives it.

        NotFound for an unknown track, Conflict for one that has not been listened to, is silent or failed.
        """
        seed, analysis, prints, answering = await asyncio.gather(
            self.catalogue.get(track_id),
            self.analyses.get(track_id),
            self.segments.prints([track_id]),
            self.index.answering(LIBRARY),
        )
        if seed is None:
            raise NotFound.of("track", track_id)
        space = answering or self.space
        vector = await self._vector(seed, analysis, space)
        if analysis is None or vector is None:
            raise Conflict(why_unheard(seed))
        around = Around(
            vector=vector,
            examples=[Example(seed, vector, analysis)],
            recordings=[sound_of(analysis, vector, prints.get(seed.id))],
            own=frozenset({seed.id}),
        )
        found = await self.search(space, around, query)
        return SimilarTracks(seed, found.copies, found.hits, found.beside)

    async def _vector(self, seed: Track, analysis: Analysis | None, space: Space) -> Vector | None:
        """The row's embedding or, where a new model has replaced it before its space is complete, the index's."""
        embedding = analysis.embedding(space.name) if analysis else None
        if embedding is not None or not seed.listenable:
            return embedding.vector if embedding is not None else None
        return (await self.index.vectors(space, [seed.id])).get(seed.id)
