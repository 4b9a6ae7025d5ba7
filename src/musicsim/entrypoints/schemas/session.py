"""Sessions."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from musicsim.domain.model import session as domain
from musicsim.domain.model.identity import SessionId


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody is signed in; `current` is where the question comes from."""

    id: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    user_agent: str
    address: str
    current: bool

    @classmethod
    def of(cls, session: domain.Session, current: SessionId | None) -> "Session":
        return cls(
            id=session.id,
            created_at=session.created_at,
            seen_at=session.seen_at,
            expires_at=session.expires_at,
            user_agent=session.device.user_agent,
            address=session.device.address,
            current=session.id == current,
        )


class SessionPage(msgspec.Struct, frozen=True):
    """All sessions; `next` is always null."""

    items: list[Session]
    next: str | None

    @classmethod
    def of(cls, sessions: Sequence[domain.Session], current: SessionId | None) -> "SessionPage":
        return cls([Session.of(one, current) for one in sessions], None)
