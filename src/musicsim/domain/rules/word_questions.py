"""Where to look for tracks that fit words, in a library of any size."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from musicsim.domain.errors import Invalid
from musicsim.domain.model.alchemy import Seed
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.bearings import Bearings
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.musical_key import MusicalKey
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Filter
from musicsim.domain.model.words import Clause, InKey, InMode, Paced, Wish, WordQuery
from musicsim.domain.rules.alchemy import blend
from musicsim.domain.rules.harmony import compatible_keys
from musicsim.domain.rules.word_seeds import word_seeds

_NEAR = 1.1  # a tempo near another
_ANYWHERE = 20260101

Question = tuple[Vector, Filter]


def word_questions(query: WordQuery, bearings: Bearings, where: Filter) -> list[Question]:
    """What to ask the index: for the nearest to where the query's tags point, among all and among those whose tempo
    and key it speaks of; without tags in any direction, always the same one.

    Words never exclude by themselves: the answers are only where to look, and are scored by all clauses.
    """
    vector = _direction(word_seeds(query, bearings.directions), bearings.axes.shape[1])
    narrowed = _narrowed(query, where)
    return [(vector, where), *([(vector, narrowed)] if narrowed != where else [])]


def named_query(query: WordQuery, where: Filter, limit: int) -> TrackQuery:
    """What to ask the catalogue: for tracks whose names hold all words that were not understood. Of `where` what lists
    of tracks know, too; the ids and names in it are for the caller to look at.
    """
    return TrackQuery(
        text=" ".join(query.unknown),
        within=where.within or None,
        genres=where.genres,
        moods=where.moods,
        keys=where.keys,
        year=where.year,
        duration=where.duration,
        bpm=where.bpm,
        limit=limit,
    )


def _direction(seeds: list[Seed], dimension: int) -> Vector:
    """Towards what is wanted; away from what is not, where nothing else is said."""
    wanted = [seed for seed in seeds if seed.weight > 0]
    turned = [Seed(f"no {seed.name}", -seed.vector, -seed.weight) for seed in seeds]
    try:
        return blend(seeds if wanted else turned)
    except Invalid:  # nothing is said of tags, or they cancel one another out
        anywhere = np.random.default_rng(_ANYWHERE).standard_normal(dimension)
        return (anywhere / np.linalg.norm(anywhere)).astype(np.float32)


def _narrowed(query: WordQuery, where: Filter) -> Filter:
    """`where` with bounds of tempo and keys where the query speaks of them, and `where` does not."""
    for wish in _wished(query.clauses):
        match wish:
            case Paced() if where.bpm is None:
                where = replace(where, bpm=_pace(wish))
            case InKey() if not where.keys:
                where = replace(where, keys=frozenset(compatible_keys(wish.key.camelot)))
            case InMode() if not where.keys:
                where = replace(where, keys=frozenset(MusicalKey(tonic, wish.mode).camelot for tonic in range(12)))
    return where


def _wished(clauses: tuple[Clause, ...]) -> Iterator[Wish]:
    for clause in clauses:
        if not clause.negated:
            yield from clause.meaning.wishes


def _pace(wish: Paced) -> Span:
    if wish.direction == 0:
        return Span(wish.bpm / _NEAR, wish.bpm * _NEAR)
    return Span(wish.bpm, None) if wish.direction > 0 else Span(None, wish.bpm)
