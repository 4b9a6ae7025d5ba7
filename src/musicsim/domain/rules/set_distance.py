"""How alike two sets of tracks are: albums, artists, playlists.

The energy distance (Székely and Rizzo 2013, "Energy statistics") between the distributions of their embeddings:

    D² = 2 E‖X - Y‖ - E‖X - X′‖ - E‖Y - Y′‖

0 exactly when both are distributed alike. Means alone would call an album of loud and quiet songs the same as one of
medium ones.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.arrays import Reals

MOST_MEMBERS = 64
"""Tracks of a set that are compared, evenly spread over it: more change the distance by less than a hundredth."""

Matrix = npt.NDArray[np.float32]


def set_distances(one: Matrix, others: Sequence[Matrix]) -> Reals:
    """The energy distance from `one`, unit vectors of shape (tracks, dimension), to each of `others`: shape (others,).

    None of them is empty. Symmetric, 0 for the same, at most 2.
    """
    if not others:
        return np.zeros(0)
    ours, theirs = _some(one), [_some(other) for other in others]
    within = _mean_distance(ours, ours)
    stacked, sizes = np.concatenate(theirs), np.array([len(other) for other in theirs])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    across = np.add.reduceat(_distances(ours, stacked).mean(axis=0), starts) / sizes
    inside = np.array([_mean_distance(other, other) for other in theirs])
    return np.asarray(np.sqrt(np.maximum(2 * across - within - inside, 0)))


def _some(members: Matrix) -> Matrix:
    if len(members) <= MOST_MEMBERS:
        return members
    spread: Matrix = members[np.linspace(0, len(members) - 1, MOST_MEMBERS).astype(int)]
    return spread


def _mean_distance(one: Matrix, other: Matrix) -> float:
    return float(_distances(one, other).mean())


def _distances(one: Matrix, other: Matrix) -> Reals:
    """Between each two unit vectors, from their cosines, in double precision: near ones would drown in rounding."""
    return np.sqrt(np.maximum(2 - 2 * (one.astype(np.float64) @ other.astype(np.float64).T), 0))
