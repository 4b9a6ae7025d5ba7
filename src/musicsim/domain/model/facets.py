"""Sides of a sound that a comparison can weigh."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from musicsim.domain.errors import Invalid

MOST_WEIGHT = 100.0
"""The largest weight: beyond it the others would not be heard any more."""


class Facet(StrEnum):
    """The four sides, in the order in which arrays hold them."""

    TIMBRE = "timbre"
    RHYTHM = "rhythm"
    HARMONY = "harmony"
    MOOD = "mood"


_FACETS = tuple(Facet)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetWeights:
    """How much each side counts, 0 … 100; only their proportions matter. Equal ones are the default ranking."""

    timbre: float = 1.0
    rhythm: float = 1.0
    harmony: float = 1.0
    mood: float = 1.0

    def __post_init__(self) -> None:
        for facet, weight in zip(_FACETS, self.values, strict=True):
            if not (math.isfinite(weight) and 0 <= weight <= MOST_WEIGHT):
                raise Invalid(f"The weight of {facet} lies between 0 and {MOST_WEIGHT:g}.", facet)
        if not any(self.values):
            raise Invalid("At least one facet needs a weight above 0.", "facets")

    @property
    def values(self) -> tuple[float, float, float, float]:
        """In the order of Facet."""
        return self.timbre, self.rhythm, self.harmony, self.mood

    @property
    def balanced(self) -> bool:
        """Whether all are equal, so that nothing has to be ranked anew."""
        return len(set(self.values)) == 1


BALANCED = FacetWeights()


class FacetParts(NamedTuple):
    """A number for each side, in the order of Facet."""

    timbre: float
    rhythm: float
    harmony: float
    mood: float
