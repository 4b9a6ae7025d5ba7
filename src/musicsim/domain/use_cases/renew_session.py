"""Stay signed in, and sign out."""

import logging
from dataclasses import dataclass

from musicsim.domain.errors import Unauthenticated
from musicsim.domain.model.session import Device, SignedIn
from musicsim.domain.rules.secret_texts import digest, session_of, successor
from musicsim.domain.rules.sessions import GRACE, LASTS, tidy
from musicsim.ports.accounts import Accounts
from musicsim.ports.clock import Clock
from musicsim.ports.sessions import Sessions

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class RenewSession:
    """Exchange a refresh token for its successor."""

    accounts: Accounts
    sessions: Sessions
    clock: Clock
    key: bytes

    async def __call__(self, refresh_token: str, device: Device) -> SignedIn:
        """The session as it is now, with its next refresh token.

        Raises:
            Unauthenticated: the token is none, has expired, or its account is no more or disabled. One that was used
                up before ends its session: see domain.rules.sessions.GRACE.
        """
        now = self.clock.now()
        following = successor(refresh_token, self.key)
        renewal = await self.sessions.renew(
            digest(refresh_token), digest(following), tidy(device), now, now + LASTS, GRACE
        )
        if renewal.reused:
            log.warning("A refresh token came twice: session %s was ended.", session_of(refresh_token))
        account = await self.accounts.get(renewal.session.user) if renewal.session is not None else None
        if renewal.session is None or account is None or account.disabled_at is not None:
            raise Unauthenticated("This session has ended. Sign in again.")
        return SignedIn(account=account, session=renewal.session, refresh_token=following)


@dataclass(frozen=True, kw_only=True)
class SignOut:
    """End a session for whoever holds its refresh token."""

    sessions: Sessions
    clock: Clock
    key: bytes

    async def __call__(self, refresh_token: str) -> None:
        """Nothing happens when it has ended already. A token that was used up ends it as well as the newest."""
        now = self.clock.now()
        following = digest(successor(refresh_token, self.key))
        renewal = await self.sessions.renew(digest(refresh_token), following, Device(), now, now + LASTS, GRACE)
        if renewal.session is not None:
            await self.sessions.end(renewal.session.user, renewal.session.id)
