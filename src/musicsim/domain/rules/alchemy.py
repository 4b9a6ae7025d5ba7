"""From things to have more or less of to one query vector.

What is wanted is the weighted sum of the positive seeds (Rocchio 1971, "Relevance feedback in information retrieval").
A negative seed takes away from it, as there, in proportion to its weight, but never more than what the two have in
common: at most the sum becomes orthogonal to it (Widdows 2003, "Orthogonal negation in vector spaces"). Plain Rocchio
goes on to the far side, where it finds what resembles neither. With several negatives nᵢ of weights wᵢ this is

    q = argmin ‖p - Σ cᵢ nᵢ‖ over 0 ≤ cᵢ ≤ wᵢ

the nearest that the sum p can be brought to nothing in their directions: unique, whatever their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.errors import Invalid
from musicsim.domain.model.alchemy import MOST_SEEDS, Seed
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.arrays import Reals

_NOTHING = 1e-3  # of the positive weights: what is left of them below this is rounding, not a direction
_SWEEPS = 500
_SETTLED = 1e-12


@dataclass(frozen=True, slots=True)
class _Pull:
    """All seeds of one name."""

    vector: Vector
    weight: float


def blend(seeds: Sequence[Seed]) -> Vector:
    """The query of unit length, float32. Seeds of one name count as one, with the sum of their weights.

    The same for any order of the seeds, and for all weights multiplied by one factor.

    Raises:
        Invalid: when nothing is wanted, or too much, or when seeds cancel one another out.
    """
    merged = _merged(seeds)
    wanted = [seed for seed in merged if seed.weight > 0]
    if not wanted:
        raise Invalid("Add at least one thing to have more of: less of something leaves everything else.", "seeds")
    total = sum(seed.weight for seed in wanted)
    mixed = _without(_summed(wanted) / total, [seed for seed in merged if seed.weight < 0], total)
    length = float(np.linalg.norm(mixed))
    if length < _NOTHING:
        raise Invalid("These seeds cancel one another out: take one away, or change a weight.", "seeds")
    query: Vector = (mixed / length).astype(np.float32)
    return query


def _merged(seeds: Sequence[Seed]) -> list[_Pull]:
    """In the order of names, without those that weigh nothing."""
    if len(seeds) > MOST_SEEDS:
        raise Invalid(f"At most {MOST_SEEDS} seeds are blended; leave some out.", "seeds")
    by_name: dict[str, list[Seed]] = {}
    for seed in seeds:
        by_name.setdefault(seed.name, []).append(seed)
    if len({np.shape(seed.vector) for seed in seeds}) > 1:
        raise Invalid("Seeds of different spaces cannot be blended.", "seeds")
    pulls = [
        _Pull(same[0].vector, sum(sorted(one.weight for one in same)))  # sorted: sums of floats depend on the order
        for _, same in sorted(by_name.items())
    ]
    return [pull for pull in pulls if pull.weight]


def _summed(seeds: Sequence[_Pull]) -> Reals:
    weights = np.array([seed.weight for seed in seeds])
    return np.asarray(weights @ np.stack([seed.vector for seed in seeds]).astype(np.float64))


def _without(wanted: Reals, unwanted: Sequence[_Pull], total: float) -> Reals:
    """What remains of `wanted`: coordinate descent on a quadratic in a box, which has one minimum."""
    if not unwanted:
        return wanted
    away = np.stack([seed.vector for seed in unwanted]).astype(np.float64)
    most = np.array([-seed.weight / total for seed in unwanted])
    common, gram = away @ wanted, away @ away.T
    taken = np.zeros(len(unwanted))
    for _ in range(_SWEEPS):
        before = taken.copy()
        for i in range(len(taken)):
            free = common[i] - gram[i] @ taken + gram[i, i] * taken[i]
            taken[i] = min(max(free / gram[i, i], 0.0), most[i])
        if np.abs(taken - before).max() < _SETTLED:
            break
    return np.asarray(wanted - taken @ away)


def centroid(vectors: npt.NDArray[np.floating]) -> Vector:
    """The mean direction of tracks, shape (tracks, dimension), as an album, artist or playlist; of unit length.

    However many tracks it stands for, it weighs as one seed. Invalid when there are none, or they cancel out.
    """
    if not len(vectors):
        raise Invalid("None of its tracks has been listened to yet.", "seeds")
    mean = vectors.astype(np.float64).mean(axis=0)
    length = float(np.linalg.norm(mean))
    if length < _NOTHING:
        raise Invalid("Its tracks have nothing in common; choose some of them instead.", "seeds")
    direction: Vector = (mean / length).astype(np.float32)
    return direction
