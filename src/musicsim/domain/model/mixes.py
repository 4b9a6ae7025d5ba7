"""Mixes that are made for a person each day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.clusters import ClusterName
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track

MixId = NewType("MixId", str)


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


@dataclass(frozen=True, slots=True)
class Mix:
    """A collection that makes itself: its place among the day's, counted from 1, its name, its tracks in order."""

    number: int
    name: ClusterName
    tracks: tuple[TrackId, ...]


@dataclass(frozen=True, slots=True)
class DailyMixes:
    """The mixes of one person for one day; `edition` counts how often they were made anew that day, from 1."""

    day: date
    made_at: datetime
    mixes: tuple[Mix, ...] = ()
    edition: int = 1

    def id_of(self, mix: Mix) -> MixId:
        """Never that of another mix: whoever keeps one at midnight keeps what they saw."""
        return MixId(f"{self.day:%Y%m%d}-{self.edition}-{mix.number}")

    def find(self, mix_id: MixId) -> Mix | None:
        return next((mix for mix in self.mixes if self.id_of(mix) == mix_id), None)


@dataclass(frozen=True, slots=True)
class ShownMix:
    """A mix with its tracks that are present."""

    id: MixId
    mix: Mix
    made_at: datetime
    tracks: Sequence[Track]
