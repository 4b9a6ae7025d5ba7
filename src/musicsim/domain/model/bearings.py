"""What a whole library gives to comparisons of its tracks."""

from collections.abc import Mapping
from dataclasses import dataclass

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.tag_scale import TagScale


@dataclass(frozen=True, slots=True, eq=False)
class Bearings:
    """How usual each tag is, where tags point in an embedding space, and along which axes moods lie there.

    `directions` are unit vectors, shape (dimension,), by tag; `axes`, shape (at most 2, dimension), are orthonormal.
    Both are empty in a library of one track.
    """

    scale: TagScale
    directions: Mapping[str, Vector]
    axes: Reals
