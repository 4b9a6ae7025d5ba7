"""The wiring of what concerns people."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings
from musicsim.domain.rules.secret_texts import derived
from musicsim.domain.use_cases.authenticate import AuthenticateSession, AuthenticateToken
from musicsim.domain.use_cases.found_accounts import FoundAccounts
from musicsim.domain.use_cases.renew_session import RenewSession, SignOut
from musicsim.domain.use_cases.sign_in import SignIn
from musicsim.ports.clock import Clock


@dataclass(frozen=True, kw_only=True)
class People:
    """Use cases of accounts, sessions and tokens; `key` signs what clients carry."""

    key: bytes
    clock: Clock
    found_accounts: FoundAccounts
    sign_in: SignIn
    renew_session: RenewSession
    sign_out: SignOut
    authenticate_session: AuthenticateSession
    authenticate_token: AuthenticateToken


def assemble_people(settings: Settings, ports: Ports) -> People:
    """Wire the use cases to `ports`."""
    p = ports
    key = settings.secret_key.encode() or p.signing_key
    return People(
        key=derived(key, "access"),
        clock=p.clock,
        found_accounts=FoundAccounts(accounts=p.accounts, passwords=p.passwords, clock=p.clock, ids=p.ids),
        sign_in=SignIn(
            accounts=p.accounts,
            sessions=p.sessions,
            attempts=p.attempts,
            passwords=p.passwords,
            clock=p.clock,
            ids=p.ids,
        ),
        renew_session=RenewSession(accounts=p.accounts, sessions=p.sessions, clock=p.clock, key=key),
        sign_out=SignOut(sessions=p.sessions, clock=p.clock, key=key),
        authenticate_session=AuthenticateSession(sessions=p.sessions, clock=p.clock),
        authenticate_token=AuthenticateToken(tokens=p.tokens, clock=p.clock),
    )
