"""Mixes that are made for a person each day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.clusters import ClusterName
from musicsim.domain.model.identity import TrackId


@dataclass(frozen=True, slots=True)
class Listen:
    """That a person heard a track; `finished` is False when it was skipped."""

    track: TrackId
    at: datetime
    finished: bool = True


@dataclass(frozen=True, slots=True)
class MixCandidate:
    """A track near the middle of a mix. `artist` is folded, "" is nobody; `heard` is whether the person knows it."""

    id: TrackId
    vector: Vector
    artist: str = ""
    heard: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """A collection that makes itself, until the person changes it: then it is theirs, and stays as it is."""

    number: int
    name: ClusterName
    tracks: Sequence[TrackId]
    made_at: datetime
    edited: bool = False
