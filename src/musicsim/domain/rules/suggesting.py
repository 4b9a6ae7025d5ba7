"""Which tracks go well with many others, and what they share with them."""

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.suggestion import KeyRelation, TempoRelation
from musicsim.domain.rules.harmony import compatible_keys

NEAREST = 3
"""Items whose cosines a score is the mean of: one odd track of a playlist must not bring in others like it."""

SEEDS = 12
"""Items, as unlike one another as can be, whose neighbours are looked at."""

LIKELY_TAG = 0.15
TAGS = 5
_BENDABLE = 0.08  # of a tempo

Floats = npt.NDArray[np.float32]


def spread(vectors: Floats, count: int = SEEDS) -> list[int]:
    """`count` of these unit vectors, shape (n, dimension), that stand for all: each next one is the farthest from
    those before (Gonzalez 1985), beginning with the one nearest to the middle.
    """
    first = int((vectors @ vectors.mean(axis=0)).argmax())
    chosen, nearest = [first], vectors @ vectors[first]
    while len(chosen) < min(count, len(vectors)):
        following = int(nearest.argmin())
        if following in chosen:  # all that are left are copies of chosen ones
            break
        chosen.append(following)
        nearest = np.maximum(nearest, vectors @ vectors[following])
    return chosen


def affinities(candidates: Floats, items: Floats) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.intp], Floats]:
    """For each candidate its score, the place of the item nearest to it, and the cosine to that.

    Unit vectors, shapes (candidates, dimension) and (items, dimension).
    """
    cosines = candidates @ items.T
    count = min(NEAREST, len(items))
    best = np.partition(cosines, -count, axis=1)[:, -count:]
    nearest = cosines.argmax(axis=1)
    return best.mean(axis=1, dtype=np.float64), nearest, cosines.max(axis=1)


def tempo_relation(bpm: float | None, other: float | None) -> TempoRelation | None:
    """How `bpm` stands to another tempo."""
    if not bpm or not other:
        return None
    for ratio, relation in ((1.0, TempoRelation.SAME), (2.0, TempoRelation.DOUBLE), (0.5, TempoRelation.HALF)):
        if abs(bpm / other / ratio - 1) <= _BENDABLE:
            return relation
    return None


def key_relation(key: str, other: str) -> KeyRelation | None:
    """How two Camelot codes stand to each other."""
    if not key or not other or key not in compatible_keys(other):
        return None
    if key == other:
        return KeyRelation.SAME
    return KeyRelation.RELATIVE if key[:-1] == other[:-1] else KeyRelation.NEIGHBOUR


def shared_tags(one: Analysis | None, other: Analysis | None) -> list[str]:
    """The tags that are likely of both, the likeliest of both together first."""
    if one is None or other is None or one.tags is None or other.tags is None:
        return []
    mine, theirs = one.tags.probabilities, other.tags.probabilities
    both = {tag: min(mine[tag], theirs[tag]) for tag in mine.keys() & theirs.keys()}
    likely = sorted((-chance, tag) for tag, chance in both.items() if chance >= LIKELY_TAG)
    return [tag for _, tag in likely[:TAGS]]
