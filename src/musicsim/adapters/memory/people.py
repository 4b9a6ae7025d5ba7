"""What the memory adapters of accounts, sessions, tokens and invites share."""

from dataclasses import dataclass, field
from datetime import datetime

from musicsim.domain.model.account import Account
from musicsim.domain.model.api_token import ApiToken
from musicsim.domain.model.identity import InviteId, SessionId, TokenId, UserId
from musicsim.domain.model.invite import Invite
from musicsim.domain.model.session import Session


@dataclass(slots=True)
class Refresh:
    """A refresh token, by its digest."""

    session: SessionId
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(slots=True)
class People:
    """Everything by its id, digests beside."""

    accounts: dict[UserId, Account] = field(default_factory=dict)
    sessions: dict[SessionId, Session] = field(default_factory=dict)
    refreshes: dict[str, Refresh] = field(default_factory=dict)
    tokens: dict[TokenId, ApiToken] = field(default_factory=dict)
    token_digests: dict[str, TokenId] = field(default_factory=dict)
    invites: dict[InviteId, Invite] = field(default_factory=dict)
    invite_digests: dict[str, InviteId] = field(default_factory=dict)
    settled: dict[str, datetime] = field(default_factory=dict)
    secrets: dict[str, bytes] = field(default_factory=dict)

    def end(self, session: SessionId) -> None:
        """Remove a session and its refresh tokens."""
        self.sessions.pop(session, None)
        self.refreshes = {digest: one for digest, one in self.refreshes.items() if one.session != session}

    def remove_token(self, token: TokenId) -> None:
        """Remove a token and its digest."""
        self.tokens.pop(token, None)
        self.token_digests = {digest: one for digest, one in self.token_digests.items() if one != token}

    def remove_invite(self, invite: InviteId) -> None:
        """Remove an invite and its digest."""
        self.invites.pop(invite, None)
        self.invite_digests = {digest: one for digest, one in self.invite_digests.items() if one != invite}
