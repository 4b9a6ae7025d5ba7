"""Tracks that would go well with a playlist, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from musicsim.domain.model.playlist import PlacedTrack
from musicsim.domain.model.track import Track


class TempoRelation(StrEnum):
    """How two tempi go together."""

    SAME = "same"
    DOUBLE = "double"
    HALF = "half"


class KeyRelation(StrEnum):
    """How two keys go together on the Camelot wheel."""

    SAME = "same"
    NEIGHBOUR = "neighbour"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a track is suggested: the item that it is nearest to, and what both share.

    `cosine` is how near; `tempo` is that of the suggestion against the item's; None says that they do not go together,
    or that it is not known. `tags` are those that listening found likely of both.
    """

    nearest: PlacedTrack
    cosine: float
    tempo: TempoRelation | None
    key: KeyRelation | None
    tags: Sequence[str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`score` is the mean cosine to the items that it is nearest to."""

    track: Track
    score: float
    reason: Reason
