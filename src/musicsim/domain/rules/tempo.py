"""How alike two tempi are, and how one leads to the other."""

import math

import numpy as np

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.relations import TempoKind, TempoRelation
from musicsim.domain.rules.unknowns import zero_where_unknown

STRANGERS = 0.23
"""The mean of `nearness` of two tempi at random, if tempi spread by a third of an octave around their middle."""

_WIDTH = 0.1  # octaves: 7 % faster is still the same pulse, 20 % is another
_OCTAVE_COST = 0.1  # octaves: double time is felt as alike, but not as the same
_SAME = 0.02
_OCTAVE_TOLERANCE = 0.04


def octaves_between(one: Reals | float, other: Reals | float) -> Reals:
    """log2(other / one), folded by whole octaves to -½ … ½: finders confuse these on the same beat. NaN if unknown."""
    distance = np.log2(other) - np.log2(one)
    return np.asarray(distance - np.round(distance))


def octaves_apart(one: Reals | float, other: Reals | float, octave: float) -> Reals:
    """How far two tempi are apart, in octaves, where half and double time count as `octave` of one; NaN if unknown."""
    distance = np.abs(np.log2(other) - np.log2(one))
    return np.asarray(np.minimum(distance, np.abs(distance - 1) + octave))


def nearness(one: Reals | float, other: Reals | float) -> Reals:
    """1 for the same tempo, less for its octave, towards 0 the farther they are; NaN where one is unknown."""
    return np.asarray(np.exp(-0.5 * (octaves_apart(one, other, _OCTAVE_COST) / _WIDTH) ** 2))


def tempo_likeness(one: Reals | float, other: Reals | float) -> Reals:
    """`nearness`, such that strangers have 0 on average and the same tempo 1; 0 where one is unknown."""
    return zero_where_unknown((nearness(one, other) - STRANGERS) / (1 - STRANGERS))


def tempo_relation(one: float, other: float) -> TempoRelation:
    """From `one` to `other`, both above 0."""
    ratio = other / one
    for kind, factor in ((TempoKind.DOUBLE, 2.0), (TempoKind.HALF, 0.5)):
        if abs(ratio / factor - 1) <= _OCTAVE_TOLERANCE:
            return TempoRelation(kind, ratio / factor - 1)
    if abs(math.log2(ratio)) <= math.log2(1 + _SAME):
        return TempoRelation(TempoKind.SAME, ratio - 1)
    return TempoRelation(TempoKind.FASTER if ratio > 1 else TempoKind.SLOWER, ratio - 1)
