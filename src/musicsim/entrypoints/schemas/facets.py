"""Sides of a sound: how much each counts, and how alike two tracks are in each."""

from typing import Annotated

import msgspec

from musicsim.domain.model import facets as domain
from musicsim.entrypoints.schemas.rounding import four

_Weight = Annotated[float, msgspec.Meta(ge=0, le=domain.MOST_WEIGHT)]


class FacetWeights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much each side of the sound counts; only proportions matter, and at least one is above 0. Equal weights are
    the plain ranking, by the whole sound.
    """

    timbre: _Weight = 1.0
    rhythm: _Weight = 1.0
    harmony: _Weight = 1.0
    mood: _Weight = 1.0

    @property
    def domain(self) -> domain.FacetWeights:
        return domain.FacetWeights(timbre=self.timbre, rhythm=self.rhythm, harmony=self.harmony, mood=self.mood)


class FacetParts(msgspec.Struct, frozen=True, kw_only=True):
    """A number for each side of the sound."""

    timbre: float
    rhythm: float
    harmony: float
    mood: float

    @classmethod
    def of(cls, parts: domain.FacetParts) -> "FacetParts":
        return cls(
            timbre=four(parts.timbre), rhythm=four(parts.rhythm), harmony=four(parts.harmony), mood=four(parts.mood)
        )
