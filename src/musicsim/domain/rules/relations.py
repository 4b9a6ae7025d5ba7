"""How the tempo and the key of two analysed tracks relate."""

import math

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.relations import KeyRelation, TempoRelation
from musicsim.domain.rules.keys import KEYS, key_relation
from musicsim.domain.rules.tempo import tempo_relation


def tempo_between(one: Analysis | None, other: Analysis | None) -> TempoRelation | None:
    """From `one` to `other`; None where a tempo is unknown."""
    tempi = [heard.tempo.bpm for heard in (one, other) if heard and heard.tempo and heard.tempo.bpm > 0]
    return tempo_relation(*tempi) if len(tempi) == 2 else None


def key_between(one: Analysis | None, other: Analysis | None) -> KeyRelation | None:
    """What the other's key is to the one's; None where a key is unknown."""
    return key_relation(one.key.key, other.key.key) if one and other and one.key and other.key else None


def tempi_between(bpm: Reals) -> list[TempoRelation | None]:
    """From the first of some tempi, NaN where unknown, to each other; of 0 or without end there is nothing to tell."""
    one, *others = bpm.tolist()
    known = 0 < one < math.inf
    return [tempo_relation(one, other) if known and 0 < other < math.inf else None for other in others]


def keys_between(numbers: npt.NDArray[np.int64]) -> list[KeyRelation | None]:
    """The same of keys, by their numbers (see Traits)."""
    one, *others = numbers.tolist()
    return [key_relation(KEYS[one], KEYS[other]) if min(one, other) >= 0 else None for other in others]
