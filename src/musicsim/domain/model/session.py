"""Sessions: where somebody is signed in."""

from dataclasses import dataclass
from datetime import datetime

from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import SessionId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What a request tells of where it comes from: its User-Agent and its address, "" where it tells none."""

    user_agent: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in and all that was renewed from it, which ends with it. `seen_at` is when it was renewed last."""

    id: SessionId
    user: UserId
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    device: Device


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Somebody is signed in. `refresh_token` renews the session, once; it is shown here and nowhere else."""

    account: Account
    session: Session
    refresh_token: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """What came of a refresh token: the renewed session, or None; `reused` when the token had been used up before,
    so that somebody else may have it, and the session was ended.
    """

    session: Session | None = None
    reused: bool = False
