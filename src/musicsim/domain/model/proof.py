"""How it is known who asks."""

from dataclasses import dataclass

from musicsim.domain.model.account import Account
from musicsim.domain.model.api_token import Scope
from musicsim.domain.model.identity import SessionId, TokenId
from musicsim.domain.model.user import Caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Somebody signed in, in `session`, or a program with a `token` of that `scope`."""

    account: Account
    session: SessionId | None = None
    token: TokenId | None = None
    scope: Scope | None = None

    @property
    def caller(self) -> Caller:
        return self.account.caller
