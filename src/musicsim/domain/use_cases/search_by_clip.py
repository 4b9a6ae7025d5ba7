"""What sounds like this excerpt, and what is it of?"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from musicsim.domain.errors import Conflict, Invalid
from musicsim.domain.model.analysis import Analysis, Vector
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.clip import SHORTEST, ClipAnswer, Excerpt, Source
from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.seeds import Gathered, Heard, SeedWish
from musicsim.domain.model.similarity import Hit, SimilarQuery, Surroundings
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.ports.analyser import Analyser
from musicsim.ports.vector_index import VectorIndex

CLIP = "clip"
"""The name of an excerpt among the seeds of a question."""


@dataclass(frozen=True, kw_only=True)
class SearchByClip:
    """Listens to an excerpt, recognises it, and looks for what sounds alike. Nothing of it is kept.

    `recognise` is None where excerpts are not recognised (see the setting `clips`).
    """

    analyser: Analyser
    index: VectorIndex
    recognise: Callable[[Sequence[Fingerprint]], Awaitable[list[Source]]] | None
    blend: Callable[
        [UserId | None, Sequence[SeedWish], SimilarQuery, Sequence[Heard]], Awaitable[tuple[Gathered, Surroundings]]
    ]

    async def __call__(
        self,
        user: UserId | None,
        source: AudioSource,
        query: SimilarQuery,
        wishes: Sequence[SeedWish] = (),
        weight: float = 1.0,
    ) -> ClipAnswer:
        """The source first, if the library has it, then what sounds like the excerpt, with its `weight` among `wishes`.

        Invalid for an excerpt that is too short or silent; UnreadableAudio for what cannot be decoded.
        """
        excerpt = await self._listen(source)
        heard = Heard(CLIP, await self._vector(excerpt.analysis), excerpt.analysis, weight)
        sources = await self.recognise(excerpt.prints) if self.recognise else []
        own = frozenset(each.track.id for each in sources)
        around = replace(query, where=replace(query.where, exclude_ids=query.where.exclude_ids | own))
        gathered, found = await self.blend(user, wishes, around, [heard])
        first = await self._first(gathered.space, heard, sources)
        hits = [*first, *found.hits][: query.options.limit]
        return ClipAnswer(excerpt, sources, hits, recognising=self.recognise is not None)

    async def _listen(self, source: AudioSource) -> Excerpt:
        excerpt = await self.analyser.excerpt(source)
        if excerpt.analysis.duration < SHORTEST:
            heard = f"{excerpt.analysis.duration:.1f} s"
            raise Invalid(f"The excerpt is too short: it lasts {heard}, and {SHORTEST:g} s are needed.", CLIP)
        if excerpt.analysis.silent:
            raise Invalid("The excerpt is silent: was the microphone on?", CLIP)
        return excerpt

    async def _vector(self, analysis: Analysis) -> Vector:
        """In the space that answers."""
        space = await self.index.answering(LIBRARY)
        found = analysis.embedding(space.name) if space else analysis.embeddings[0]
        if found is None:
            raise Conflict("The library is being listened to by another model: try again when that is done.")
        return found.vector

    async def _first(self, space: Space, heard: Heard, sources: Sequence[Source]) -> list[Hit]:
        """The surest source as a hit, other files of it as its copies."""
        if not sources:
            return []
        track, *copies = (each.track for each in sources)
        vectors = await self.index.vectors(space, [track.id])
        score = float(vectors[track.id] @ heard.vector) if track.id in vectors else 1.0
        return [Hit(track, score, copies)]
