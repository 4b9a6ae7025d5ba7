"""What a listener asks of a radio session, and what it answers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.errors import Invalid
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.radio import RadioSession, Verdict
from musicsim.domain.model.track import Track

MOST_NEXT = 10
"""Tracks that can be asked for at once."""

MOST_TOLD = 100
"""Verdicts that can be told at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What a listener made of a track; `position` is where in it, in seconds, it was skipped, None when not told."""

    track: TrackId
    verdict: Verdict
    position: float | None = None

    def __post_init__(self) -> None:
        if self.position is not None and not (math.isfinite(self.position) and self.position >= 0):
            raise Invalid("position is 0 or more seconds.", "position")


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnWish:
    """Ask for `count` tracks behind the first `after` that the session gave out; None: behind all of them.

    Whoever says `after` can ask again when an answer was lost: what it held comes once more, instead of others.
    """

    count: int = 1
    after: int | None = None
    feedback: Sequence[Feedback] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MOST_NEXT:
            raise Invalid(f"count lies between 1 and {MOST_NEXT}.", "count")
        if self.after is not None and self.after < 0:
            raise Invalid("after is 0 or more.", "after")
        if len(self.feedback) > MOST_TOLD:
            raise Invalid(f"At most {MOST_TOLD} verdicts can be told at once.", "feedback")


@dataclass(frozen=True, slots=True)
class GivenTrack:
    """A track that a session gave out, at its place among them, counted from 0, and what became of it."""

    track: Track
    position: int
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class RadioTurn:
    """The session as it is now, and the tracks; fewer than asked for when it has come to its end.

    `after` is for the next TurnWish of whoever got these tracks: the session may have given out more, to others.
    """

    session: RadioSession
    tracks: Sequence[GivenTrack]
    after: int
