"""A track with what listening found, and what else is shown beside it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.musical_key import MusicalKey
from musicsim.domain.model.track import Track


@dataclass(frozen=True, slots=True)
class TrackDetails:
    """`analysis` is None while the track waits, or when it could not be listened to; `favourite` is whether the person
    who asks likes it.
    """

    track: Track
    analysis: Analysis | None
    favourite: bool = False


class TempoAndKey(NamedTuple):
    """What lists show of an analysis; `bpm` are beats per minute, None is what is unknown."""

    bpm: float | None
    key: MusicalKey | None

    @classmethod
    def of(cls, analysis: Analysis) -> "TempoAndKey":
        tempo, key = analysis.tempo, analysis.key
        return cls(tempo.bpm if tempo else None, key.key if key else None)


UNHEARD = TempoAndKey(None, None)


@dataclass(frozen=True, slots=True)
class Beside:
    """What lists show beside tracks: tempi and keys (of those where one is known), and which of them the person who
    asks likes.
    """

    heard: Mapping[TrackId, TempoAndKey]
    favourites: Set[TrackId] = frozenset()


NOTHING_BESIDE = Beside({})
