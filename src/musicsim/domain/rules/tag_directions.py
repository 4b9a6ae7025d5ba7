"""Where a tag points in the embedding space.

The covariance of a tag's log-odds with the embedding, over the library: the direction in which the tag grows most, and
what a linear classifier with whitened features would use (a concept's direction, after Kim and others 2018,
"Interpretability beyond feature attribution"). The mean of the tracks that have a tag will not do: every mean contains
what all the library has in common, so that all tags would point nearly the same way.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.arrays import Reals

_FLAT = 1e-9


class TagDirections:
    """Sums over the library, block by block, in constant memory; `directions` may be read at any time."""

    def __init__(self, names: Sequence[str], dimension: int) -> None:
        self.names = tuple(names)
        self._count = 0
        self._vectors: Reals = np.zeros(dimension)
        self._scores: Reals = np.zeros(len(self.names))
        self._products: Reals = np.zeros((len(self.names), dimension))

    def add(self, vectors: npt.NDArray[np.floating], scores: Reals) -> None:
        """Take in tracks: unit vectors, shape (n, dimension), and their tags as in Traits, shape (n, names)."""
        wide = vectors.astype(np.float64)
        self._count += len(wide)
        self._vectors += wide.sum(axis=0)
        self._scores += scores.sum(axis=0)
        self._products += scores.T @ wide

    def directions(self) -> dict[str, Vector]:
        """Unit vectors by tag; tags that are the same on all tracks seen so far, as on one alone, are absent."""
        if not self._count:
            return {}
        covariance = (self._products - np.outer(self._scores, self._vectors) / self._count) / self._count
        lengths = np.linalg.norm(covariance, axis=1)
        return {
            name: (row / length).astype(np.float32)
            for name, row, length in zip(self.names, covariance, lengths, strict=True)
            if length > _FLAT
        }
