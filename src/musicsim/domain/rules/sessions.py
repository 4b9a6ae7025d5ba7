"""How long it lasts that somebody is signed in."""

from datetime import datetime, timedelta

from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import SessionId
from musicsim.domain.model.session import Device, Session, SignedIn
from musicsim.domain.rules.secret_texts import new_refresh_token

ACCESS = timedelta(minutes=15)
"""An access token: short, as nothing but the session's end takes it back."""

LASTS = timedelta(days=30)
"""A session that is not renewed any more."""

GRACE = timedelta(seconds=60)
"""How long a refresh token that was used up is answered as it was the first time.

Two tabs that renew at once, and a phone whose answer was lost, come with the same token twice. Both get the same
successor, so the chain never forks: whoever stole a token and the one it was stolen from go on with one chain, and
the second to come, once the grace is over, ends it for both. The grace only delays that.
"""

_LONGEST = 300  # characters of a User-Agent


def signed_in(account: Account, session: str, device: Device, now: datetime) -> SignedIn:
    """A session of that person, which is to be started, and its first refresh token."""
    opened = Session(
        id=SessionId(session),
        user=account.id,
        created_at=now,
        seen_at=now,
        expires_at=now + LASTS,
        device=tidy(device),
    )
    return SignedIn(account=account, session=opened, refresh_token=new_refresh_token(opened.id))


def tidy(device: Device) -> Device:
    """The device with a User-Agent of bounded length."""
    return Device(user_agent=device.user_agent[:_LONGEST], address=device.address)
