"""Radio sessions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import msgspec

from musicsim.domain.model import radio as domain
from musicsim.domain.model.details import Beside
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.page import Page
from musicsim.domain.model.play import LATEST_POSITION
from musicsim.domain.model.radio import RadioOptions, Verdict
from musicsim.domain.model.radio_turn import MOST_NEXT, MOST_TOLD, Feedback, GivenTrack, TurnWish
from musicsim.domain.model.radio_turn import RadioTurn as DomainTurn
from musicsim.domain.model.track import Track as DomainTrack
from musicsim.entrypoints.schemas.narrowing import Conditions
from musicsim.entrypoints.schemas.seed import Seeds
from musicsim.entrypoints.schemas.track import Track

_Gap = Annotated[int, msgspec.Meta(ge=0, le=100)]
_Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class NewRadio(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a session begins with, and what it keeps to.

    An artist comes back after `artist_gap` other tracks at the earliest, an album after `album_gap`, as long as there
    is anything else; `per_artist` is the most by one artist in all, 0 for any number. `exploration` is how readily it
    tries something else than what it believes to be best. `filters` hold for every track.
    """

    seeds: Seeds
    artist_gap: _Gap = 3
    album_gap: _Gap = 6
    per_artist: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 0
    exploration: _Share = 0.3
    filters: Conditions = msgspec.field(default_factory=Conditions)

    @property
    def options(self) -> RadioOptions:
        narrowing = self.filters.narrowing()
        return RadioOptions(
            artist_gap=self.artist_gap,
            album_gap=self.album_gap,
            per_artist=self.per_artist or None,
            exploration=self.exploration,
            where=narrowing.where,
            favourites_only=narrowing.favourites_only,
            heard_within=narrowing.heard_within,
        )


class RadioSeed(msgspec.Struct, frozen=True, kw_only=True):
    """One of the things that a session began with: its name ("track:01J…", "tag:sad"), and what people call it."""

    name: str
    label: str
    weight: float


class Radio(msgspec.Struct, frozen=True, kw_only=True):
    """A session. `count` is how many tracks it has given out, `ended` whether there will be no more.

    `filters` are as they were understood: names folded, compatible keys one by one. `version` is its ETag.
    """

    id: str
    seeds: list[RadioSeed]
    artist_gap: int
    album_gap: int
    per_artist: int
    exploration: float
    filters: Conditions
    count: int
    ended: bool
    version: int
    started_at: datetime
    changed_at: datetime

    @classmethod
    def of(cls, session: domain.RadioSession) -> "Radio":
        options = session.options
        return cls(
            id=session.id,
            seeds=[RadioSeed(name=one.name, label=one.label, weight=one.weight) for one in session.origins],
            artist_gap=options.artist_gap,
            album_gap=options.album_gap,
            per_artist=options.per_artist or 0,
            exploration=options.exploration,
            filters=Conditions.of(options.narrowing),
            count=len(session.plays),
            ended=session.ended,
            version=session.revision,
            started_at=session.started_at,
            changed_at=session.changed_at,
        )


class Radios(msgspec.Struct, frozen=True):
    """All sessions of a person at once: there are at most twenty, so `next` is always null."""

    items: list[Radio]
    next: None

    @classmethod
    def of(cls, sessions: Sequence[domain.RadioSession]) -> "Radios":
        return cls([Radio.of(one) for one in sessions], None)


class RadioFeedback(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became of a track that the session gave out.

    `position` says where in it, in seconds, it was skipped: in the second half that says nothing, in the last tenth it
    is as good as finished. Without it a skip is a skip.
    """

    track_id: str
    verdict: Verdict
    position: Annotated[float, msgspec.Meta(ge=0, le=LATEST_POSITION)] | None = None

    @property
    def told(self) -> Feedback:
        return Feedback(track=TrackId(self.track_id), verdict=self.verdict, position=self.position)


class NextRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask for the next `count` tracks, and tell what became of those before.

    `after` is how many tracks of this session you were given: whoever says it, and asks again because an answer was
    lost, gets what that answer held. Without it the next ones are new in any case.
    """

    count: Annotated[int, msgspec.Meta(ge=1, le=MOST_NEXT)] = 1
    after: Annotated[int, msgspec.Meta(ge=0, le=domain.MOST_PLAYS)] | None = None
    feedback: Annotated[list[RadioFeedback], msgspec.Meta(max_length=MOST_TOLD)] = []

    @property
    def wish(self) -> TurnWish:
        return TurnWish(count=self.count, after=self.after, feedback=[one.told for one in self.feedback])


class RadioTrack(msgspec.Struct, frozen=True, kw_only=True):
    """A track that the session gave out, at its place among them, counted from 0, and what became of it."""

    position: int
    track: Track
    verdict: Verdict | None

    @classmethod
    def of(cls, given: GivenTrack, beside: Beside) -> "RadioTrack":
        return cls(position=given.position, track=Track.of(given.track, beside), verdict=given.verdict)


class RadioTurn(msgspec.Struct, frozen=True, kw_only=True):
    """The session as it is now, and the tracks: fewer than asked for, or none, when it has `ended`.

    `after` is what to say when asking for the tracks behind these; `next` is always null.
    """

    radio: Radio
    items: list[RadioTrack]
    next: None
    after: int

    @classmethod
    def of(cls, turn: DomainTurn, beside: Beside) -> "RadioTurn":
        items = [RadioTrack.of(each, beside) for each in turn.tracks]
        return cls(radio=Radio.of(turn.session), items=items, next=None, after=turn.after)


class RadioPlays(msgspec.Struct, frozen=True):
    """Some tracks that a session gave out, the latest first, and the cursor to ask for those before with."""

    items: list[RadioTrack]
    next: str | None

    @classmethod
    def of(cls, page: Page[GivenTrack], beside: Beside) -> "RadioPlays":
        return cls([RadioTrack.of(each, beside) for each in page.items], page.next)


def tracks_of(given: Sequence[GivenTrack]) -> list[DomainTrack]:
    """Their tracks."""
    return [each.track for each in given]
