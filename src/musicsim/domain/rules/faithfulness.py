"""How well a map keeps neighbours: trustworthiness and continuity (Venna and Kaski 2001).

With k neighbours of each of n tracks, r(i, j) the rank of j by sound and s(i, j) on the map,

    T = 1 - 2 / (n k (2n - 3k - 1)) Σᵢ Σⱼ (r(i, j) - k)     over the k nearest on the map that are not by sound,

and C the same with r and s exchanged. Of large libraries a few tracks are looked at, against all others.
"""

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.layout import Faithfulness, Points, Vectors

NEAREST = 12

_LOOKED_AT = 400
_SEED = 3


def faithfulness(vectors: Vectors, points: Points, nearest: int = NEAREST) -> Faithfulness:
    """That of a map of `vectors` at `points`; 1 where there are too few tracks to go wrong."""
    count = len(vectors)
    k = min(nearest, (count - 1) // 2)
    if k < 1:
        return Faithfulness(1.0, 1.0)
    rng = np.random.default_rng(_SEED)
    rows = np.arange(count) if count <= _LOOKED_AT else rng.choice(count, _LOOKED_AT, replace=False)
    lost = np.zeros(2)
    for row in rows.tolist():
        sound = _ranks(-(vectors @ vectors[row]), row)
        place = _ranks(((points - points[row]) ** 2).sum(axis=1), row)
        lost += _excess(sound, place, k), _excess(place, sound, k)
    worst = len(rows) * k * (2 * count - 3 * k - 1) / 2
    trust, continuity = (1 - lost / worst).tolist()
    return Faithfulness(trust, continuity)


def _ranks(distances: npt.NDArray[np.float32], own: int) -> npt.NDArray[np.int64]:
    """1 for the nearest, its own place last."""
    distances = distances.copy()
    distances[own] = np.inf
    ranks = np.empty(len(distances), np.int64)
    ranks[np.argsort(distances, kind="stable")] = np.arange(1, len(distances) + 1)
    return ranks


def _excess(ranks: npt.NDArray[np.int64], by: npt.NDArray[np.int64], k: int) -> float:
    """How far beyond k the k nearest `by` one measure are in the ranks of the other."""
    return float(np.maximum(ranks[by <= k] - k, 0).sum())
