"""Where to look for what is alike in some facets only: the nearest by the whole sound are not all of it."""

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
    """What to ask the index: for what is near where the weights point and, where tempo or key weighs more than
    another facet, for what is near there and has them.

    `axes` are those of moods (see rules.timbre). Tempo and key are those of the weightiest example. Invalid, with the
    field "facets", where nothing that counts can be compared, so that all tracks would be alike.
    """
    if not around.examples and not weights.timbre:
        message = "Tags and words have no tempo, key or mood of their own: add a track, or give timbre a weight."
        raise Invalid(message, "facets")
    least = min(weights.values)
    direction = _direction(around.vector, weights, axes)
    narrowed = where
    if weights.rhythm > least:
        narrowed = _same_tempo(around, narrowed) or narrowed
    if weights.harmony > least:
        narrowed = _same_key(around, narrowed) or narrowed
    return [(direction, one) for one in ([where] if narrowed is where else [where, narrowed])]


def _direction(vector: Vector, weights: FacetWeights, axes: Reals) -> Vector:
    """Where what the weights ask for lies: the whole sound as far as all facets count, beyond that what of it is timbre
    and, for moods, the sound drawn along their axes. Of unit length.
    """
    least, count = min(weights.values), len(weights.values)
    whole = vector.astype(np.float64)
    mood = (whole @ axes.T) @ axes
    pointing = count * least * _unit(whole)
    pointing += (weights.timbre - least) * _unit(whole - mood)
    pointing += (weights.mood - least) * _unit(whole + _unit(mood))
    return (_unit(pointing) if np.linalg.norm(pointing) > _NOTHING else whole).astype(np.float32)


def _unit(part: Reals) -> Reals:
    """Of length 1, or 0 where there is as good as nothing."""
    length = np.linalg.norm(part)
    return part / length if length > _NOTHING else np.zeros_like(part)


def _same_tempo(around: Around, where: Filter) -> Filter | None:
    """Only what has the tempo; None where there is none, or nothing of it is allowed."""
    tempi = [(one.weight, one.analysis.tempo.bpm) for one in around.examples if one.analysis.tempo]
    if not tempi or (bpm := max(tempi)[1]) <= 0:
        return None
    asked = where.bpm or Span(None, None)
    low = max(bpm / _PULSE, asked.low if asked.low is not None else 0.0)
    high = min(bpm * _PULSE, asked.high if asked.high is not None else np.inf)
    return replace(where, bpm=Span(low, high)) if low <= high else None


def _same_key(around: Around, where: Filter) -> Filter | None:
    """Only what is in keys that go with the key; None as for the tempo."""
    keys = [(one.weight, one.analysis.key.key.camelot) for one in around.examples if one.analysis.key]
    if not keys:
        return None
    near = frozenset(compatible_keys(max(keys)[1]))
    wanted = near & where.keys if where.keys else near
    return replace(where, keys=wanted) if wanted else None
