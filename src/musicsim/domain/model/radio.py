"""A radio session: what it began with, what it played, and what the listener thought of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.analysis import Embedding, Vector
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.narrowing import Narrowing
from musicsim.domain.model.vectors import EVERYTHING, Filter

RadioId = NewType("RadioId", str)

MOST_PLAYS = 5000
"""Tracks that one session plays; then it ends as if the library did."""

MOST_SESSIONS = 20
"""Sessions that are kept of a person: a new one takes the place of the one that rested for longest."""

LONGEST_LABEL = 200
"""Characters."""


class Verdict(StrEnum):
    """What became of a track that was played; a later verdict replaces an earlier one, but whoever liked a track and
    then heard it to its end still likes it.
    """

    LIKED = "liked"
    FINISHED = "finished"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Play:
    """A track that was given out, and when; `verdict` is None as long as nothing is known."""

    track: TrackId
    at: datetime
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """One of the things that a session began with: its name ("track:01J…", "tag:sad"), and what people call it."""

    name: str
    weight: float = 1.0
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RadioOptions:
    """What a session keeps to.

    An artist comes back after `artist_gap` other tracks at the earliest, an album after `album_gap`, as long as there
    is anything else; `per_artist` is the most by one artist in all (None: any number). `exploration`, 0 … 1, is how
    readily it tries something else than what it believes to be best. Only what `where` admits is played and, as in
    Narrowing, only favourites, and nothing that was heard lately: both as they are when the next track is chosen.
    """

    artist_gap: int = 3
    album_gap: int = 6
    per_artist: int | None = None
    exploration: float = 0.3
    where: Filter = EVERYTHING
    favourites_only: bool = False
    heard_within: float | None = None

    def __post_init__(self) -> None:
        for field in ("artist_gap", "album_gap"):
            if not 0 <= getattr(self, field) <= 100:
                raise Invalid(f"{field} lies between 0 and 100.", field)
        if self.per_artist is not None and self.per_artist < 1:
            raise Invalid("per_artist is at least 1, or none at all.", "per_artist")
        if not 0 <= self.exploration <= 1:
            raise Invalid("exploration lies between 0 and 1.", "exploration")
        self.narrowing  # noqa: B018 - which knows what `heard_within` may be

    @property
    def narrowing(self) -> Narrowing:
        """What may be played at all."""
        return Narrowing(self.where, favourites_only=self.favourites_only, heard_within=self.heard_within)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RadioSession:
    """All that a session is: the same one goes on the same way on any machine, after any restart.

    `start` is where it begins: the space that it stays in, and a unit vector in it. `number` makes its choices its
    own. `revision` grows by one with each change, from 1.
    """

    id: RadioId
    user: UserId
    origins: tuple[Origin, ...]
    start: Embedding
    started_at: datetime
    changed_at: datetime
    number: int
    options: RadioOptions = RadioOptions()
    plays: tuple[Play, ...] = ()
    ended: bool = False
    revision: int = 1

    def playing(self, track: TrackId, at: datetime) -> "RadioSession":
        """With one more play."""
        return self._changed(at, plays=(*self.plays, Play(track, at)))

    def judged(self, track: TrackId, verdict: Verdict, at: datetime) -> "RadioSession":
        """With a verdict on a track that it played, the same session when it says nothing new; NotFound for others."""
        place = self.place_of(track)
        before = self.plays[place]
        if verdict is before.verdict or (before.verdict, verdict) == (Verdict.LIKED, Verdict.FINISHED):
            return self
        plays = (*self.plays[:place], replace(before, verdict=verdict), *self.plays[place + 1 :])
        return self._changed(at, plays=plays)

    def place_of(self, track: TrackId) -> int:
        """Where among the plays it is; NotFound for a track that was not played."""
        place = next((place for place, play in enumerate(self.plays) if play.track == track), None)
        if place is None:
            raise NotFound(f"This session has not played {track!r}.")
        return place

    def moved(self, start: Embedding) -> "RadioSession":
        """Going on from the same seeds in another space; what it played and heard of it stays."""
        return self._changed(self.changed_at, start=start)

    def over(self, at: datetime) -> "RadioSession":
        """With nothing left to play."""
        return self._changed(at, ended=True)

    def in_one_step_from(self, before: "RadioSession") -> "RadioSession":
        """With the revision that follows `before`, whatever has changed since."""
        return replace(self, revision=before.revision + 1)

    def _changed(self, at: datetime, **what: Any) -> "RadioSession":
        return replace(self, changed_at=at, revision=self.revision + 1, **what)


@dataclass(frozen=True, slots=True)
class RadioCandidate:
    """A track that may come next, or was played.

    `artist` and `album_name` are folded, `album` tells albums of one name apart; "" is nobody's. `duration` is in
    seconds.
    """

    id: TrackId
    vector: Vector
    artist: str = ""
    album: str = ""
    album_name: str = ""
    duration: float | None = None
