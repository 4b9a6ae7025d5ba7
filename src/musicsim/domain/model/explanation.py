"""Why a track is an answer."""

from collections.abc import Sequence
from typing import NamedTuple

from musicsim.domain.model.facets import FacetParts
from musicsim.domain.model.relations import KeyRelation, TempoRelation


class SharedTag(NamedTuple):
    """A tag that both have more than usual, with its probability in each."""

    name: str
    seed: float
    hit: float


class Explanation(NamedTuple):
    """`likeness` is 1 for the same and 0 for what strangers have on average, below 0 for less than that; `shares` says
    what part of it each side makes up, and sums to 1. What is unknown is None.
    """

    shares: FacetParts
    likeness: FacetParts
    tags: Sequence[SharedTag] = ()
    tempo: TempoRelation | None = None
    key: KeyRelation | None = None
