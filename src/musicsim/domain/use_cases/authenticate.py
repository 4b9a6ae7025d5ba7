"""Find out who asks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from musicsim.domain.errors import Unauthenticated
from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import SessionId
from musicsim.domain.model.proof import Proof
from musicsim.domain.rules.secret_texts import digest
from musicsim.ports.accounts import Accounts
from musicsim.ports.api_tokens import ApiTokens
from musicsim.ports.clock import Clock
from musicsim.ports.sessions import Sessions

_REMEMBERED = timedelta(minutes=5)  # nobody needs to know it better, and most requests write nothing


@dataclass(frozen=True, kw_only=True)
class AuthenticateSession:
    """Who is signed in. What ends a session or changes its account counts at once, on every host."""

    sessions: Sessions
    clock: Clock

    async def __call__(self, session: SessionId, expires_at: datetime) -> Proof:
        """Whose session that is, by an access token that lasts until `expires_at`; Unauthenticated when it is over."""
        now = self.clock.now()
        account = await self.sessions.holder(session, now) if expires_at > now else None
        return Proof(account=_able(account), session=session)


@dataclass(frozen=True, kw_only=True)
class AuthenticateToken:
    """In whose name a program asks."""

    tokens: ApiTokens
    clock: Clock

    async def __call__(self, text: str) -> Proof:
        """Whose token that is, and what it may do; Unauthenticated when it is none, or has expired."""
        found = await self.tokens.find(digest(text))
        now = self.clock.now()
        if found is None or (found[0].expires_at is not None and found[0].expires_at <= now):
            raise Unauthenticated("This token is none, or has expired.")
        token, account = found
        if token.used_at is None or now - token.used_at >= _REMEMBERED:
            await self.tokens.note_use(token.id, now)
        return Proof(account=_able(account), token=token.id, scope=token.scope)


@dataclass(frozen=True, kw_only=True)
class CheckProof:
    """Look again at who asked, while the answer goes on and on."""

    accounts: Accounts
    sessions: Sessions
    tokens: ApiTokens
    clock: Clock

    async def __call__(self, proof: Proof) -> bool:
        """Whether the session, or the token, is still there, and the person still let in."""
        account = await self._holder(proof)
        return account is not None and account.disabled_at is None and not account.one_time

    async def _holder(self, proof: Proof) -> Account | None:
        now, user = self.clock.now(), proof.account.id
        if proof.session is not None:
            return await self.sessions.holder(proof.session, now)
        held = (one for one in await self.tokens.of(user) if one.id == proof.token)
        lasting = any(one.expires_at is None or one.expires_at > now for one in held)
        return await self.accounts.get(user) if lasting else None


def _able(account: Account | None) -> Account:
    if account is None or account.disabled_at is not None:
        raise Unauthenticated("You are not signed in, or not any more.")
    return account
