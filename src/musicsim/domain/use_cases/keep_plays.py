"""Remember what people listened to, and show it to them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from musicsim.domain.errors import Invalid
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.page import Page
from musicsim.domain.model.play import (
    MOST_EVENTS,
    CountedTrack,
    Period,
    PlayCount,
    PlayedTrack,
    PlayEvent,
    Receipt,
    Reception,
)
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.metrics import Metrics
from musicsim.ports.plays import Plays

Hear = Callable[[UserId, Sequence[PlayEvent]], Awaitable[None]]
"""Tells radio sessions of plays of what they gave out."""


@dataclass(frozen=True, kw_only=True)
class RecordPlays:
    """Take in what a player tells."""

    plays: Plays
    catalogue: Catalogue
    clock: Clock
    metrics: Metrics
    hear: Hear

    async def __call__(self, user: UserId, events: Sequence[PlayEvent]) -> Receipt:
        """What became of each event: one that cannot be taken in keeps none of the others out.

        An event of the future happens now: clocks of players go as they like. Invalid for too many at once.
        """
        if len(events) > MOST_EVENTS:
            raise Invalid(f"At most {MOST_EVENTS} events can be told at once.", "events")
        known = {track.id for track in await self.catalogue.get_many(list({event.track for event in events}))}
        now = self.clock.now()
        told = [replace(event, at=min(event.at, now)) for event in events if event.track in known]
        answers = iter(await self.plays.record(user, told) if told else ())
        receipt = Receipt([next(answers) if event.track in known else Reception.UNKNOWN_TRACK for event in events])
        if recorded := receipt.count(Reception.RECORDED):
            self.metrics.count("plays.events", recorded)
        await self.hear(user, told)
        return receipt


@dataclass(frozen=True, kw_only=True)
class ShowHistory:
    """A page of a person's plays, the latest first."""

    plays: Plays
    catalogue: Catalogue

    async def __call__(self, user: UserId, limit: int, cursor: str | None = None) -> Page[PlayedTrack]:
        """With their tracks, missing ones too; Invalid for a cursor that this list did not make."""
        page = await self.plays.history(user, limit, cursor)
        tracks = {track.id: track for track in await self.catalogue.get_many(list({play.track for play in page.items}))}
        items = [PlayedTrack(play, tracks[play.track]) for play in page.items if play.track in tracks]
        return Page(items, page.next)


@dataclass(frozen=True, kw_only=True)
class ShowRecentlyPlayed:
    """The tracks that a person started last, the latest first."""

    plays: Plays
    catalogue: Catalogue

    async def __call__(self, user: UserId, limit: int) -> Sequence[CountedTrack]:
        """Each once, with how often it was started, missing ones too."""
        return await _with_tracks(self.catalogue, await self.plays.recent(user, limit))


@dataclass(frozen=True, kw_only=True)
class ShowMostPlayed:
    """The tracks that a person heard most often within a period, by at least a half each time."""

    plays: Plays
    catalogue: Catalogue
    clock: Clock

    async def __call__(self, user: UserId, limit: int, period: Period) -> Sequence[CountedTrack]:
        """With how often it was, missing ones too."""
        since = self.clock.now() - timedelta(days=period.days) if period.days else None
        return await _with_tracks(self.catalogue, await self.plays.most_played(user, limit, since))


@dataclass(frozen=True, kw_only=True)
class ForgetHistory:
    """Forget what a person listened to."""

    plays: Plays

    async def __call__(self, user: UserId) -> None:
        """All of it, for good."""
        await self.plays.forget(user)


async def _with_tracks(catalogue: Catalogue, counts: Sequence[PlayCount]) -> list[CountedTrack]:
    tracks = {track.id: track for track in await catalogue.get_many([each.track for each in counts])}
    return [CountedTrack(tracks[each.track], each.plays, each.last_at) for each in counts if each.track in tracks]
