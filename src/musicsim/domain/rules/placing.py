"""Newcomers on a map: among their neighbours, nobody else moves."""

import numpy as np

from musicsim.domain.model.layout import Points, Vectors
from musicsim.domain.rules.near_rows import nearest_rows

_NEIGHBOURS = 10
_SHARPNESS = 20.0  # how much more the nearest count, for a cosine of 1
_REACH = 0.04  # of the map: neighbours so far apart are of one place
_JITTER = 0.0005
_SEED = 11


def placed(known: Vectors, points: Points, newcomers: Vectors) -> Points:
    """Where newcomers lie on a map of `known` tracks at `points`: shape (newcomers, 2).

    In the place where most of their nearest neighbours are, and a hair's breadth beside its middle. The middle of all
    their neighbours would be nowhere near any, when these are on two sides of the map.
    """
    if not len(newcomers):
        return np.zeros((0, 2), np.float32)
    if not len(known):
        return np.full((len(newcomers), 2), 0.5, np.float32)
    rows, cosines = nearest_rows(known, newcomers, _NEIGHBOURS)
    weights = np.exp(_SHARPNESS * (cosines - cosines[:, :1]))
    around = points[rows]  # (newcomers, neighbours, 2)
    squares = ((around[:, :, np.newaxis] - around[:, np.newaxis]) ** 2).sum(axis=3)
    company = weights[:, np.newaxis] / (1 + squares / _REACH**2)  # of each neighbour with each other one
    best = (company.sum(axis=2) * weights).argmax(axis=1)
    share = np.take_along_axis(company, best[:, np.newaxis, np.newaxis], axis=1)[:, 0] ** 2
    middle = (around * share[:, :, np.newaxis]).sum(axis=1) / share.sum(axis=1, keepdims=True)
    jitter = np.random.default_rng(_SEED).normal(scale=_JITTER, size=middle.shape)
    return np.asarray(np.clip(middle + jitter, 0, 1), dtype=np.float32)
