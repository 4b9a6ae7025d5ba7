"""More of these, less of those."""

import math
from dataclasses import dataclass

from musicsim.domain.errors import Invalid
from musicsim.domain.model.analysis import Vector

MOST_SEEDS = 50
"""Seeds that one blend may have."""

MOST_WEIGHT = 100.0


@dataclass(frozen=True, slots=True, eq=False)
class Seed:
    """A thing to have more (weight above 0) or less of (below), -100 … 100, only proportions matter.

    `name` tells seeds apart ("track:01J…", "album:…", "tag:sad"); `vector`, shape (dimension,), unit length, is the
    track's embedding, or the centroid of an album, artist or playlist, or the direction of a tag.
    """

    name: str
    vector: Vector
    weight: float = 1.0

    def __post_init__(self) -> None:
        if not math.isfinite(self.weight) or abs(self.weight) > MOST_WEIGHT:
            raise Invalid(f"A weight lies between {-MOST_WEIGHT:g} and {MOST_WEIGHT:g}.", "weight")
