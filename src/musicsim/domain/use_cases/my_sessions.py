"""Where somebody is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.errors import NotFound
from musicsim.domain.model.identity import SessionId, UserId
from musicsim.domain.model.session import Session
from musicsim.ports.clock import Clock
from musicsim.ports.sessions import Sessions


@dataclass(frozen=True, kw_only=True)
class ListSessions:
    """A person's own sessions."""

    sessions: Sessions
    clock: Clock

    async def __call__(self, user: UserId) -> Sequence[Session]:
        """The latest seen first."""
        return await self.sessions.of(user, self.clock.now())


@dataclass(frozen=True, kw_only=True)
class EndSession:
    """Sign out somewhere else."""

    sessions: Sessions

    async def __call__(self, user: UserId, session: SessionId) -> None:
        """NotFound for a session that is not this person's."""
        if not await self.sessions.end(user, session):
            raise NotFound.of("session", session)


@dataclass(frozen=True, kw_only=True)
class EndSessions:
    """Sign out everywhere else."""

    sessions: Sessions

    async def __call__(self, user: UserId, keep: SessionId | None = None) -> None:
        """All but `keep`."""
        await self.sessions.end_all(user, keep)
