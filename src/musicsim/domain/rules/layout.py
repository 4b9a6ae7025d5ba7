"""The library on a plane, neighbours beside one another.

The cost is that of UMAP (McInnes, Healy and Melville 2018, "UMAP: Uniform manifold approximation and projection"):
tracks pull at their nearest neighbours, the harder the nearer these sound, and push random others away. It is lowered
by steps for all tracks at once, one neighbour of each at a time, which is what numpy is quick at; it begins at the two
main axes (PCA), so that the same library has the same map.
"""

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.layout import Points, Vectors
from musicsim.domain.rules.near_rows import Cosines, Rows, nearest_rows
from musicsim.domain.rules.placing import placed

NEIGHBOURS = 15

_A, _B = 0.583, 1.334  # the curve of closeness for a smallest distance of 0.5: neighbours do not hide one another
_PUSHES = 5  # for each pull
_DRAWN = 2  # others that stand for these
_FARTHEST = 4.0  # one step
_EXTENT = 10.0  # of the plane while it is worked on: one unit is what neighbours keep from one another
_ROUNDS, _ROUNDS_OF_MANY, _MANY = 300, 150, 20_000
_AGAIN, _GENTLY = 15, 0.02  # rounds and first step for a map that is there already
_MARGIN = 0.02
_SEED = 7

Plane = npt.NDArray[np.float32]


def laid_out(vectors: Vectors, begin: Points | None = None, patience: float = 1.0) -> Points:
    """Where each track lies, within 0 … 1.

    From `begin`, an earlier layout with NaN for newcomers, tracks move a little only: it stays the same map. With less
    `patience` than 1 the work is done in so much less time, and less well.
    """
    if len(vectors) < 3:
        return begun(vectors, begin)
    rows, cosines = nearest_rows(vectors, vectors, min(NEIGHBOURS + 1, len(vectors)))
    rows, cosines = _others(rows, cosines)
    again = begin is not None and bool(np.isfinite(begin).all(axis=1).any())
    plane = (begun(vectors, begin) - np.float32(0.5)) * np.float32(_EXTENT)
    rounds = _AGAIN if again else (_ROUNDS if len(vectors) <= _MANY else _ROUNDS_OF_MANY)
    _settle(plane, rows, _pulls(cosines), max(1, round(patience * rounds)), _GENTLY if again else 1.0)
    return onto(plane, begin) if begin is not None and again else _evened(_framed(plane))


def begun(vectors: Vectors, begin: Points | None = None) -> Points:
    """Where the layout begins: where tracks were, newcomers among their neighbours; all anew along the main axes."""
    if begin is None or not np.isfinite(begin).all(axis=1).any():
        return main_axes(vectors)
    there = np.isfinite(begin).all(axis=1)
    points = begin.copy()
    points[~there] = placed(vectors[there], begin[there], vectors[~there])
    return points


def main_axes(vectors: Vectors) -> Points:
    """The projection onto the two directions of most variance (PCA), within 0 … 1: what a map is measured against."""
    if not len(vectors):
        return np.zeros((0, 2), np.float32)
    centred = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    flat = centred @ axes[:, :-3:-1]
    flat *= np.where(flat[np.abs(flat).argmax(axis=0), [0, 1]] < 0, -1, 1)  # either sign is as good: take one
    jitter = np.random.default_rng(_SEED).normal(scale=1e-4 * (np.abs(flat).max() + 1e-9), size=flat.shape)
    return _framed((flat + jitter).astype(np.float32))


def _others(rows: Rows, cosines: Cosines) -> tuple[Rows, Cosines]:
    """Without the rows themselves; where copies crowd a row out of its own list, without the last."""
    own = rows == np.arange(len(rows))[:, np.newaxis]
    own[~own.any(axis=1), -1] = True
    return rows[~own].reshape(len(rows), -1), cosines[~own].reshape(len(rows), -1)


def _pulls(cosines: Cosines) -> Plane:
    """How hard each neighbour pulls, 0 … 1: 1 for the nearest, their sum about log2 of their number."""
    distances = np.sqrt(np.maximum(2 - 2 * cosines, 0))
    beyond = distances - distances[:, :1]
    wanted = np.log2(max(cosines.shape[1], 2))
    low, high = np.full((len(cosines), 1), 1e-4), np.full((len(cosines), 1), 10.0)
    for _ in range(32):
        middle = np.sqrt(low * high)
        much = np.exp(-beyond / middle).sum(axis=1, keepdims=True) > wanted
        low, high = np.where(much, low, middle), np.where(much, middle, high)
    return np.asarray(np.exp(-beyond / np.sqrt(low * high)), dtype=np.float32)


def _settle(plane: Plane, rows: Rows, pulls: Plane, rounds: int, step: float) -> None:
    """Move the points of `plane`, shape (tracks, 2), in place."""
    rng = np.random.default_rng(_SEED)
    for round_ in range(rounds):
        size = np.float32(step * (1 - round_ / rounds))
        for column in rng.permutation(rows.shape[1]).tolist():
            _pull(plane, rows[:, column], pulls[:, column], size)
            _push(plane, pulls[:, column], size, rng)


def _pull(plane: Plane, towards: Rows, strength: Plane, size: np.float32) -> None:
    apart = plane - plane[towards]
    square = np.maximum((apart * apart).sum(axis=1), 1e-6)
    power = np.exp(np.log(square) * np.float32(_B))  # square ** b, three times as quick
    force = -2 * np.float32(_A * _B) * power / square / (1 + np.float32(_A) * power) * strength
    moved = np.clip(apart * force[:, np.newaxis], -_FARTHEST, _FARTHEST) * size
    count = len(plane)
    for axis in (0, 1):
        drawn = np.bincount(towards, moved[:, axis], minlength=count).astype(np.float32)
        plane[:, axis] += moved[:, axis] - np.clip(drawn, -_FARTHEST * size, _FARTHEST * size)


def _push(plane: Plane, strength: Plane, size: np.float32, rng: np.random.Generator) -> None:
    share = strength * np.float32(_PUSHES / _DRAWN)
    for _ in range(_DRAWN):
        apart = plane - plane[rng.integers(0, len(plane), len(plane))]
        square = (apart * apart).sum(axis=1)
        power = np.exp(np.log(np.maximum(square, 1e-6)) * np.float32(_B))
        force = 2 * np.float32(_B) / ((np.float32(0.001) + square) * (1 + np.float32(_A) * power)) * share
        plane += np.clip(apart * force[:, np.newaxis], -_FARTHEST, _FARTHEST) * size


def _evened(points: Points) -> Points:
    """Half-way to where each would be if they stood in even rows: it takes empty space out, and keeps every order."""
    ranks = np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0, kind="stable") / max(len(points) - 1, 1)
    return np.asarray((points + ranks) / 2, dtype=np.float32)


def onto(plane: Points, begin: Points) -> Points:
    """A layout turned, mirrored, scaled and shifted so that it lies on an earlier one as well as it can (Procrustes).

    `begin` is NaN for those that it did not have; what would lie outside makes all come closer together.
    """
    there = np.isfinite(begin).all(axis=1)
    if not there.any():
        return _framed(plane) if len(plane) else plane
    ours, theirs = plane[there].astype(np.float64), begin[there].astype(np.float64)
    middle, target = ours.mean(axis=0), theirs.mean(axis=0)
    left, stretch, right = np.linalg.svd((ours - middle).T @ (theirs - target))
    scale = stretch.sum() / max(float(((ours - middle) ** 2).sum()), 1e-9)
    turned = (plane - middle) @ (left @ right) * (scale or 1.0) + target
    beyond = float(np.quantile(np.abs(turned - 0.5).max(axis=1), 0.998)) / (0.5 - _MARGIN)
    return np.asarray(np.clip((turned - 0.5) / max(beyond, 1.0) + 0.5, 0, 1), dtype=np.float32)


def _framed(plane: Plane) -> Points:
    """Within 0 … 1, the middle 99.8 % well inside; who is farther out stands at the edge."""
    low, high = np.quantile(plane, 0.001, axis=0), np.quantile(plane, 0.999, axis=0)
    extent = max(float((high - low).max()), 1e-9) / (1 - 2 * _MARGIN)
    points: Points = np.clip((plane - (low + high) / 2) / extent + 0.5, 0, 1).astype(np.float32)
    return points
