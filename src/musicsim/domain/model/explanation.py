"""Why a track is an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from musicsim.domain.model.facets import Facet, FacetLikeness
from musicsim.domain.model.relations import KeyRelation, TempoRelation


class SharedTag(NamedTuple):
    """A tag that both have more than usual, with its probability in each."""

    name: str
    seed: float
    hit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """`shares` says what part of the likeness each facet makes up, and sums to 1; what is unknown is None."""

    shares: Mapping[Facet, float]
    likeness: FacetLikeness
    tags: Sequence[SharedTag] = ()
    tempo: TempoRelation | None = None
    key: KeyRelation | None = None
