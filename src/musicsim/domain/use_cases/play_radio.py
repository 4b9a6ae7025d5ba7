"""A radio that goes on until there is nothing left."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from musicsim.domain.errors import Conflict, Invalid
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.play import PlayEvent
from musicsim.domain.model.radio import RadioId, RadioSession
from musicsim.domain.model.radio_turn import Feedback, RadioTurn, TurnWish
from musicsim.domain.rules.radio import own_session
from musicsim.domain.rules.radio_feedback import feedback_of, told_of
from musicsim.domain.rules.radio_plays import given_tracks
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.radio_sessions import RadioSessions

Choose = Callable[[RadioSession, int], Awaitable[RadioSession]]
"""Lets a session play so many tracks more."""

ONE = TurnWish()

_ATTEMPTS = 4  # of listeners in as many windows all but one begin again


@dataclass(frozen=True, kw_only=True)
class NextOnRadio:
    """The next tracks of a session, and what became of those before."""

    sessions: RadioSessions
    catalogue: Catalogue
    clock: Clock
    choose: Choose

    async def __call__(self, user: UserId, session_id: RadioId, wish: TurnWish = ONE) -> RadioTurn:
        """Tracks that the session has not played yet; fewer than asked for, or none, when it is over for good.

        NotFound for a session, or a play that was judged, that there is not; Invalid for an `after` that is still to
        come. When another window asks at the same moment, both are answered, with the same tracks if both say `after`;
        Conflict only if that happens again and again, or the index is made anew.
        """
        for _ in range(_ATTEMPTS - 1):
            try:
                return await self._turn(user, session_id, wish)
            except Conflict:
                continue
        return await self._turn(user, session_id, wish)

    async def _turn(self, user: UserId, session_id: RadioId, wish: TurnWish) -> RadioTurn:
        before = own_session(await self.sessions.get(user, session_id), session_id)
        told = await _told(before, wish.feedback, self.catalogue, self.clock)
        given = len(told.plays)
        start = given if wish.after is None else wish.after
        if start > given:
            raise Invalid(f"This session has given out {given} tracks so far.", "after")
        missing = start + wish.count - given
        after = await self.choose(told, missing) if missing > 0 and not told.ended else told
        if after is not before:
            await self.sessions.save(after.in_one_step_from(before))
            after = after.in_one_step_from(before)
        plays = list(enumerate(after.plays[start : start + wish.count], start))
        tracks = await self.catalogue.get_many([play.track for _, play in plays])
        return RadioTurn(after, given_tracks(plays, tracks), start + len(plays))


@dataclass(frozen=True, kw_only=True)
class HearPlays:
    """Let sessions know what became of what they gave out, as players tell of it among all other plays."""

    sessions: RadioSessions
    catalogue: Catalogue
    clock: Clock

    async def __call__(self, user: UserId, events: Sequence[PlayEvent]) -> None:
        """Sessions and plays that there are not, or not any more, are passed over; so is what comes late each time."""
        for session_id, feedback in feedback_of(events).items():
            for _ in range(_ATTEMPTS):
                with suppress(Conflict):
                    await self._tell(user, session_id, feedback)
                    break

    async def _tell(self, user: UserId, session_id: RadioId, feedback: Sequence[Feedback]) -> None:
        before = await self.sessions.get(user, session_id)
        if before is None:
            return
        played = {play.track for play in before.plays}
        heard = [one for one in feedback if one.track in played]
        told = await _told(before, heard, self.catalogue, self.clock)
        if told is not before:
            await self.sessions.save(told.in_one_step_from(before))


async def _told(
    session: RadioSession, feedback: Sequence[Feedback], catalogue: Catalogue, clock: Clock
) -> RadioSession:
    """The session after what was told; how long tracks are is looked up only where it matters."""
    doubtful: list[TrackId] = [one.track for one in feedback if one.position is not None]
    tracks = await catalogue.get_many(doubtful) if doubtful else []
    return told_of(session, feedback, {track.id: track.metadata.duration for track in tracks}, clock.now())
