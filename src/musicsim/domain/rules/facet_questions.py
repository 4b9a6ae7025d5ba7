"""Where to look for what is alike in some facets only: the nearest by the whole sound are not all of it."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from musicsim.domain.errors import Invalid
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.facets import FacetWeights
from musicsim.domain.model.seeds import Around
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Filter
from musicsim.domain.rules.harmony import compatible_keys

_PULSE = 1.06  # the same tempo, as felt
_NOTHING = 1e-3

Question = tuple[Vector, Filter]


def facet_questions(around: Around, weights: FacetWeights, axes: Reals, where: Filter) -> list[Question]:
    """What to ask the index: for the nearest by the whole sound and, for each facet that weighs more than another, for
    the nearest of its own.

    `axes` are those of moods (see rules.timbre). Tempo and key are those of the weightiest example. Invalid, with the
    field "facets", where nothing that counts can be compared, so that all tracks would be alike.
    """
    if not around.examples and not weights.timbre:
        message = "Tags and words have no tempo, key or mood of their own: add a track, or give timbre a weight."
        raise Invalid(message, "facets")
    least = min(weights.values)
    mood = (around.vector @ axes.T) @ axes
    questions = [(around.vector, where)]
    if weights.timbre > least:
        questions += _towards(around.vector - mood, where)
    if weights.mood > least:
        questions += _towards(mood, where)
    if weights.rhythm > least:
        questions += [(around.vector, narrowed) for narrowed in _same_tempo(around, where)]
    if weights.harmony > least:
        questions += [(around.vector, narrowed) for narrowed in _same_key(around, where)]
    return questions


def _towards(direction: Reals, where: Filter) -> Iterator[Question]:
    if np.linalg.norm(direction) > _NOTHING:
        yield direction.astype(np.float32), where


def _same_tempo(around: Around, where: Filter) -> Iterator[Filter]:
    tempi = [(one.weight, one.analysis.tempo.bpm) for one in around.examples if one.analysis.tempo]
    if not tempi or (bpm := max(tempi)[1]) <= 0:
        return
    asked = where.bpm or Span(None, None)
    low = max(bpm / _PULSE, asked.low if asked.low is not None else 0.0)
    high = min(bpm * _PULSE, asked.high if asked.high is not None else np.inf)
    if low <= high:
        yield replace(where, bpm=Span(low, high))


def _same_key(around: Around, where: Filter) -> Iterator[Filter]:
    keys = [(one.weight, one.analysis.key.key.camelot) for one in around.examples if one.analysis.key]
    if not keys:
        return
    near = frozenset(compatible_keys(max(keys)[1]))
    if wanted := near & where.keys if where.keys else near:
        yield replace(where, keys=wanted)
