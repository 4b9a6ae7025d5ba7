"""What people listened to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NewType

from musicsim.domain.errors import Invalid
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track

PlayId = NewType("PlayId", str)
"""Made by the player, for one person's plays only."""

MOST_EVENTS = 500
"""Events that can be told at once: a player that was offline for a day tells them in a few turns."""

LONGEST_ID, LONGEST_CONTEXT = 64, 200
"""Characters."""

LATEST_POSITION = 7 * 24 * 3600.0
"""Seconds."""

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


class PlayStage(StrEnum):
    """How far a play has come, the later ones further down."""

    STARTED = "started"
    HALF = "half"  # half of it was heard
    SKIPPED = "skipped"  # the listener had enough
    FINISHED = "finished"

    @property
    def rank(self) -> int:
        """Its place among them."""
        return list(PlayStage).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayEvent:
    """Something that a player tells of a play: `position` in seconds of the track.

    `context` says where the track was picked, such as "playlist:…", "album:…", "similar:…", "radio:…", "search".
    """

    play: PlayId
    track: TrackId
    stage: PlayStage
    at: datetime
    position: float = 0.0
    context: str = ""

    def __post_init__(self) -> None:
        if not 0 < len(self.play) <= LONGEST_ID or not self.play.isascii() or not self.play.isprintable():
            raise Invalid(f"A play's id has 1 to {LONGEST_ID} printable ASCII characters.", "play_id")
        if not 0 <= self.position <= LATEST_POSITION:
            raise Invalid(f"position lies between 0 and {LATEST_POSITION:g} seconds.", "position")
        if len(self.context) > LONGEST_CONTEXT or not self.context.isprintable():
            raise Invalid(f"context has at most {LONGEST_CONTEXT} printable characters.", "context")
        if self.at < _EARLIEST:
            raise Invalid("That was before there was musicsim.", "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One listening to one track: all that its events told, in whatever order they came and however often.

    `stage` is the latest, `position` where the track was then; `counts` when half of it was heard, or all.
    """

    id: PlayId
    track: TrackId
    started_at: datetime
    stage: PlayStage
    position: float
    counts: bool
    context: str = ""


class Reception(StrEnum):
    """What became of an event."""

    RECORDED = "recorded"
    REPEATED = "repeated"  # it said nothing new
    OTHER_TRACK = "other_track"  # its play is of another track
    UNKNOWN_TRACK = "unknown_track"


class Period(StrEnum):
    """How far back to look."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"

    @property
    def days(self) -> int | None:
        """How many days it has; None for all there are."""
        return {Period.WEEK: 7, Period.MONTH: 30, Period.YEAR: 365}.get(self)


@dataclass(frozen=True, slots=True)
class PlayCount:
    """How often a track was played, and when it was for the last time."""

    track: TrackId
    plays: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class PlayedTrack:
    """A play with its track."""

    play: Play
    track: Track


@dataclass(frozen=True, slots=True)
class CountedTrack:
    """A track with how often it was played, and when it was for the last time."""

    track: Track
    plays: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of each of several events, in their order."""

    receptions: Sequence[Reception]

    def count(self, reception: Reception) -> int:
        """How many of them it became of."""
        return list(self.receptions).count(reception)
