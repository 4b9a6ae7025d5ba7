"""The radio sessions of people: begin, look at, and end them."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from musicsim.domain.model.analysis import Embedding
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.page import Page
from musicsim.domain.model.radio import LONGEST_LABEL, MOST_SESSIONS, Origin, RadioId, RadioOptions, RadioSession
from musicsim.domain.model.radio_turn import GivenTrack
from musicsim.domain.model.seeds import Gathered, GatheredSeed, SeedWish
from musicsim.domain.rules.radio import own_session
from musicsim.domain.rules.radio_plays import given_tracks, plays_behind, plays_page
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.radio_sessions import RadioSessions

Gather = Callable[[UserId, Sequence[SeedWish]], Awaitable[Gathered]]
"""Finds seeds in the library, and makes one question of them."""

DEFAULT = RadioOptions()


@dataclass(frozen=True, kw_only=True)
class StartRadio:
    """Begin a session where a blend of seeds points to."""

    sessions: RadioSessions
    gather: Gather
    clock: Clock
    ids: Ids

    async def __call__(self, user: UserId, seeds: Sequence[SeedWish], options: RadioOptions = DEFAULT) -> RadioSession:
        """The session, kept; of more than MOST_SESSIONS those that rested for longest go.

        NotFound, Conflict and Invalid as for seeds that are blended.
        """
        gathered = await self.gather(user, seeds)
        now, new = self.clock.now(), self.ids.new()
        number = int.from_bytes(hashlib.sha256(new.encode()).digest()[:8])
        session = RadioSession(
            id=RadioId(new),
            user=user,
            origins=tuple(map(_origin, gathered.found)),
            start=Embedding(gathered.space.name, gathered.around.vector),
            started_at=now,
            changed_at=now,
            number=number,
            options=options,
        )
        await self.sessions.save(session)
        await self.sessions.keep_last(user, MOST_SESSIONS)
        return session


@dataclass(frozen=True, kw_only=True)
class ListRadio:
    """A person's sessions."""

    sessions: RadioSessions

    async def __call__(self, user: UserId) -> list[RadioSession]:
        """The one that played last first."""
        return await self.sessions.recent(user, MOST_SESSIONS)


@dataclass(frozen=True, kw_only=True)
class ShowRadio:
    """One session."""

    sessions: RadioSessions

    async def __call__(self, user: UserId, session_id: RadioId) -> RadioSession:
        """As it is; NotFound for one that there is not, or that is another's."""
        return own_session(await self.sessions.get(user, session_id), session_id)


@dataclass(frozen=True, kw_only=True)
class ShowRadioPlays:
    """What a session has played."""

    sessions: RadioSessions
    catalogue: Catalogue

    async def __call__(
        self, user: UserId, session_id: RadioId, limit: int, cursor: str | None = None
    ) -> Page[GivenTrack]:
        """The latest first; NotFound as for ShowRadio, Invalid for a cursor of another list."""
        behind = plays_behind(session_id, cursor)
        session = own_session(await self.sessions.get(user, session_id), session_id)
        page = plays_page(session, limit, behind)
        tracks = await self.catalogue.get_many([play.track for _, play in page.items])
        return Page(given_tracks(page.items, tracks), page.next)


@dataclass(frozen=True, kw_only=True)
class EndRadio:
    """Forget a session."""

    sessions: RadioSessions

    async def __call__(self, user: UserId, session_id: RadioId) -> None:
        """So it is when there was none, or it was another's, which stays."""
        await self.sessions.drop(user, session_id)


@dataclass(frozen=True, kw_only=True)
class ForgetOldRadio:
    """Forget sessions that nobody went on with for `days`."""

    sessions: RadioSessions
    clock: Clock
    days: int

    async def __call__(self) -> int:
        """How many there were."""
        return await self.sessions.drop_before(self.clock.now() - timedelta(days=self.days))


def _origin(found: GatheredSeed) -> Origin:
    return Origin(found.wish.name, found.wish.weight, found.label[:LONGEST_LABEL])
