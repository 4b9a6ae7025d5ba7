"""What sounds as these words say?"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from musicsim.domain.model.analysis import Embedding
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.bearings import Bearings
from musicsim.domain.model.browse import MOST_TRACKS
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outline import Outlines
from musicsim.domain.model.similarity import RankingOptions, RankScored, Scored, SimilarQuery, Surroundings
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import EVERYTHING, LIBRARY, Attributes, Filter, Space
from musicsim.domain.model.words import TextQuery, WordHit, WordQuery, WordTracks
from musicsim.domain.rules.sketches import sketch_of
from musicsim.domain.rules.surroundings import surroundings
from musicsim.domain.rules.traits import traits_from
from musicsim.domain.rules.word_questions import Question, named_query, word_questions
from musicsim.domain.rules.word_scores import clause_fit, word_scores
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.text_reader import TextReader
from musicsim.ports.vector_index import VectorIndex

_REACH = 500  # tracks that each question brings
_NAMED = 20

_Fits = Mapping[str, Sequence[float]]


@dataclass(frozen=True, kw_only=True)
class FindByWords:
    """Reads a text, looks where it points to, and scores what is there by all it says.

    The space is the one that the library's alias leads to, `space` where it leads nowhere; a reader that answers with
    embeddings has a space of its own.
    """

    texts: TextReader
    bearings: Callable[[Space], Awaitable[Bearings]]
    analyses: Analyses
    catalogue: Catalogue
    index: VectorIndex
    rank: RankScored
    space: Space

    async def __call__(self, text: str, query: SimilarQuery) -> WordTracks:
        """What was understood and what fits; words that were not understood are looked for in names.

        Facets and reasons of `query` mean nothing here. Invalid, with the field "text", for a blank or too long text.
        """
        read = await self.texts.read(text)
        (found, fits), named = await asyncio.gather(self._found(read, query), self._named(read.words, query.where))
        hits = [WordHit(hit.track, hit.score, fits.get(hit.track.id, ()), hit.copies) for hit in found.hits]
        return WordTracks(read.words, hits, named)

    async def _found(self, read: TextQuery, query: SimilarQuery) -> tuple[Surroundings, _Fits]:
        if read.embedding is not None:
            return await self._near(read.embedding, query), {}
        if not read.words.clauses:
            return Surroundings([], []), {}
        space = await self.index.answering(LIBRARY) or self.space
        scores, fits = await self._scored(space, read.words, query.where)
        return await self._ranked(space, scores, query.options), fits

    async def _near(self, embedding: Embedding, query: SimilarQuery) -> Surroundings:
        """What is nearest in a space of texts and sounds."""
        space = Space(embedding.space, len(embedding.vector))
        near = await self.index.nearest(space, embedding.vector, _REACH, query.where)
        return await self._ranked(space, {one.id: one.score for one in near}, query.options)

    async def _ranked(self, space: Space, scores: Mapping[str, float], options: RankingOptions) -> Surroundings:
        # hubs are an affair of neighbours' cosines, which these scores are not
        chosen = await self.rank(space, Scored(scores), replace(options, damp_hubs=0.0), [], {})
        return surroundings(chosen, await self.catalogue.get_many(chosen.ids))

    async def _scored(self, space: Space, words: WordQuery, where: Filter) -> tuple[Mapping[str, float], _Fits]:
        """The score of each track where the words point to, and how it fits each clause."""
        bearings = await self.bearings(space)
        asked = word_questions(words, bearings, where)
        ids = set().union(*await asyncio.gather(*(self._ids(space, question) for question in asked)))
        outlines = await self.analyses.outlines([TrackId(one) for one in ids])
        scores, fits = await asyncio.to_thread(_scores, words, outlines, bearings)
        rows = zip(outlines.ids, fits.T.tolist(), strict=True)
        return dict(zip(outlines.ids, scores.tolist(), strict=True)), dict(rows)

    async def _ids(self, space: Space, question: Question) -> set[str]:
        vector, where = question
        return {one.id for one in await self.index.nearest(space, vector, _REACH, where)}

    async def _named(self, words: WordQuery, where: Filter) -> Sequence[Track]:
        """Tracks whose title, artist, album or path holds all the words that were not understood."""
        if not words.unknown:
            return []
        left = _of_names(where)
        found = await self.catalogue.search(named_query(words, where, _NAMED if left == EVERYTHING else MOST_TRACKS))
        return [track for track in found.items if left.admits(track.id, _names_of(track))][:_NAMED]


def _of_names(where: Filter) -> Filter:
    """What of it lists of tracks cannot be asked for."""
    return Filter(
        only_ids=where.only_ids,
        exclude_ids=where.exclude_ids,
        exclude_artists=where.exclude_artists,
        exclude_albums=where.exclude_albums,
    )


def _names_of(track: Track) -> Attributes:
    sketch = sketch_of(track)
    return Attributes(artist=sketch.artist, album=sketch.album)


def _scores(words: WordQuery, outlines: Outlines, bearings: Bearings) -> tuple[Reals, Reals]:
    """Shapes (tracks,) and (clauses, tracks)."""
    traits = traits_from(outlines.rows, bearings.scale)
    return word_scores(words, traits), np.stack([clause_fit(clause, traits) for clause in words.clauses])
