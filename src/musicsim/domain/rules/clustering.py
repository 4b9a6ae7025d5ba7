"""Clusters of tracks that sound alike.

Spherical k-means (Dhillon and Modha 2001): centres are mean directions, nearness is the cosine. It begins with centres
far apart (k-means++, Arthur and Vassilvitskii 2007). Large libraries find their centres in small samples (mini-batches,
Sculley 2010), so that a million tracks take seconds. The same input gives the same clusters.
"""

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.clusters import Clustering

MOST_CLUSTERS = 200

WHOLE = 20_000
"""Tracks up to which every one is looked at in each round."""

_BATCH = 4096
_ROUNDS = 60
_SEED = 20

Matrix = npt.NDArray[np.float32]


def usual_count(tracks: int) -> int:
    """How many clusters people can take in: about √(n/2), 1 … 200."""
    return int(min(MOST_CLUSTERS, max(1, round((tracks / 2) ** 0.5))))


def clustered(vectors: Matrix, count: int, whole: int = WHOLE) -> Clustering:
    """At most `count` clusters of unit vectors, shape (tracks, dimension), the largest first.

    Fewer where there are fewer different tracks; none is empty; each track is in the one whose centre is nearest.
    Libraries of more than `whole` tracks are clustered by samples of that size.
    """
    if not len(vectors):
        return Clustering(np.zeros(0, np.int64), np.zeros((0, vectors.shape[1]), np.float32))
    rng = np.random.default_rng(_SEED)
    small = len(vectors) <= whole
    sample = vectors if small else vectors[np.sort(rng.choice(len(vectors), whole, replace=False))]
    centres = _far_apart(sample, min(count, MOST_CLUSTERS), rng)
    centres = _settled(vectors, centres) if small else _by_batches(vectors, centres, rng)
    return _by_size(_nearest(vectors, centres), centres)


def _far_apart(vectors: Matrix, count: int, rng: np.random.Generator) -> Matrix:
    """Tracks drawn one after the other, each the likelier, the farther it is from those drawn before."""
    chosen = [int(rng.integers(len(vectors)))]
    distance = 1 - vectors @ vectors[chosen[0]]
    while len(chosen) < count:
        odds = np.maximum(distance, 0).astype(np.float64)
        odds[odds < 1e-6] = 0  # a copy of what was drawn
        if not odds.any():
            break
        chosen.append(int(rng.choice(len(vectors), p=odds / odds.sum())))
        distance = np.minimum(distance, 1 - vectors @ vectors[chosen[-1]])
    return vectors[chosen]


def _settled(vectors: Matrix, centres: Matrix) -> Matrix:
    """Lloyd's rounds, until no track changes its cluster."""
    labels = _nearest(vectors, centres)
    for _ in range(_ROUNDS):
        sums: Reals = np.zeros(centres.shape)
        np.add.at(sums, labels, vectors)
        centres = _directions(sums, centres)
        before, labels = labels, _nearest(vectors, centres)
        if np.array_equal(before, labels):
            break
    return centres


def _by_batches(vectors: Matrix, centres: Matrix, rng: np.random.Generator) -> Matrix:
    """Each centre moves towards the mean of all that it met so far."""
    sums = centres.astype(np.float64)
    for _ in range(_ROUNDS):
        batch = vectors[rng.integers(0, len(vectors), _BATCH)]
        np.add.at(sums, _nearest(batch, centres), batch)
        centres = _directions(sums, centres)
    return centres


def _directions(sums: Reals, before: Matrix) -> Matrix:
    """Sums of unit vectors as unit vectors; a centre whose tracks cancel out, or has none, stays."""
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.where(lengths > 1e-9, sums / np.maximum(lengths, 1e-9), before).astype(np.float32)


def _nearest(vectors: Matrix, centres: Matrix) -> npt.NDArray[np.int64]:
    blocks = [(vectors[at : at + WHOLE] @ centres.T).argmax(axis=1) for at in range(0, len(vectors), WHOLE)]
    return np.concatenate(blocks).astype(np.int64)


def _by_size(labels: npt.NDArray[np.int64], centres: Matrix) -> Clustering:
    """Without empty ones, the largest first."""
    sizes = np.bincount(labels, minlength=len(centres))
    order = [int(one) for one in np.argsort(-sizes, kind="stable") if sizes[one]]
    number = np.full(len(centres), -1, dtype=np.int64)
    number[order] = np.arange(len(order))
    return Clustering(number[labels], centres[order])
