"""Plays: what players tell, and what people see of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from musicsim.domain.model import play as domain
from musicsim.domain.model.details import Beside
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.page import Page
from musicsim.domain.model.play import (
    LATEST_POSITION,
    LONGEST_CONTEXT,
    LONGEST_ID,
    MOST_EVENTS,
    CountedTrack,
    PlayEvent,
    PlayId,
    PlayStage,
    Reception,
)
from musicsim.entrypoints.schemas.track import Track


class PlayEventRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that happened to a play.

    `play_id` is made by the player, one for each time that a track is begun: the same event again counts once.
    `position` is in seconds of the track; `context` says where the track was picked: "playlist:…", "album:…",
    "similar:…", "radio:…", "search".
    """

    play_id: Annotated[str, Meta(min_length=1, max_length=LONGEST_ID)]
    track_id: str
    event: PlayStage
    at: Annotated[datetime, Meta(tz=True)]
    position: Annotated[float, Meta(ge=0, le=LATEST_POSITION)] = 0.0
    context: Annotated[str, Meta(max_length=LONGEST_CONTEXT)] = ""

    @property
    def told(self) -> PlayEvent:
        return PlayEvent(
            play=PlayId(self.play_id),
            track=TrackId(self.track_id),
            stage=self.event,
            at=self.at,
            position=self.position,
            context=self.context,
        )


class PlaysRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What happened since the player told the last time, in any order."""

    events: Annotated[list[PlayEventRequest], Meta(max_length=MOST_EVENTS)]


class PlaysReceipt(msgspec.Struct, frozen=True):
    """What became of each event, in their order; the player need not keep any of them."""

    results: list[Reception]
    recorded: int

    @classmethod
    def of(cls, receipt: domain.Receipt) -> "PlaysReceipt":
        return cls(list(receipt.receptions), receipt.count(Reception.RECORDED))


class Play(msgspec.Struct, frozen=True, kw_only=True):
    """One listening to one track: how far it came (`stage`), and the track's position then, in seconds."""

    id: str
    track: Track
    started_at: datetime
    stage: PlayStage
    position: float
    context: str


class PlayPage(msgspec.Struct, frozen=True):
    """Some plays and, when there are more, the cursor to ask for the next ones with."""

    items: list[Play]
    next: str | None

    @classmethod
    def of(cls, page: Page[domain.PlayedTrack], beside: Beside) -> "PlayPage":
        return cls([_play(each, beside) for each in page.items], page.next)


class PlayedTrack(msgspec.Struct, frozen=True):
    """A track, how often it was played, and when it was begun for the last time."""

    track: Track
    plays: int
    last_played_at: datetime


class PlayedTracks(msgspec.Struct, frozen=True):
    """The first of them; there is no next page."""

    items: list[PlayedTrack]
    next: None

    @classmethod
    def of(cls, found: Sequence[CountedTrack], beside: Beside) -> "PlayedTracks":
        return cls([PlayedTrack(Track.of(each.track, beside), each.plays, each.last_at) for each in found], None)


def _play(found: domain.PlayedTrack, beside: Beside) -> Play:
    play = found.play
    return Play(
        id=play.id,
        track=Track.of(found.track, beside),
        started_at=play.started_at,
        stage=play.stage,
        position=round(play.position, 3),
        context=play.context,
    )
