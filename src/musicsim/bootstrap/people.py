"""The wiring of what concerns people."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings
from musicsim.domain.rules.secret_texts import derived
from musicsim.domain.use_cases.authenticate import AuthenticateSession, AuthenticateToken, CheckProof
from musicsim.domain.use_cases.change_password import ChangePassword
from musicsim.domain.use_cases.confirm_password import ConfirmPassword
from musicsim.domain.use_cases.examine_accounts import ExamineAccounts
from musicsim.domain.use_cases.export_my_data import ExportMyData
from musicsim.domain.use_cases.found_accounts import FoundAccounts
from musicsim.domain.use_cases.invite_people import CreateInvite, ListInvites, RevokeInvite
from musicsim.domain.use_cases.leave import DeleteAccount, DeleteMyAccount, FinishFarewells
from musicsim.domain.use_cases.manage_accounts import (
    AddAccount,
    ChangeAccount,
    FindAccount,
    ListAccounts,
    ResetPassword,
    ShowAccount,
)
from musicsim.domain.use_cases.my_sessions import EndSession, EndSessions, ListSessions
from musicsim.domain.use_cases.my_tokens import CreateToken, ListTokens, RevokeToken
from musicsim.domain.use_cases.register import Register
from musicsim.domain.use_cases.renew_session import RenewSession, SignOut
from musicsim.domain.use_cases.sign_in import SignIn
from musicsim.ports.clock import Clock


@dataclass(frozen=True, kw_only=True)
class People:
    """Use cases of accounts, sessions and tokens; `key` signs what clients carry."""

    key: bytes
    clock: Clock
    found_accounts: FoundAccounts
    examine_accounts: ExamineAccounts
    register: Register
    sign_in: SignIn
    renew_session: RenewSession
    sign_out: SignOut
    authenticate_session: AuthenticateSession
    authenticate_token: AuthenticateToken
    check_proof: CheckProof
    change_password: ChangePassword
    export_my_data: ExportMyData
    delete_my_account: DeleteMyAccount
    finish_farewells: FinishFarewells
    list_sessions: ListSessions
    end_session: EndSession
    end_sessions: EndSessions
    create_token: CreateToken
    list_tokens: ListTokens
    revoke_token: RevokeToken
    list_accounts: ListAccounts
    find_account: FindAccount
    show_account: ShowAccount
    add_account: AddAccount
    change_account: ChangeAccount
    reset_password: ResetPassword
    delete_account: DeleteAccount
    create_invite: CreateInvite
    list_invites: ListInvites
    revoke_invite: RevokeInvite


def assemble_people(settings: Settings, ports: Ports) -> People:
    """Wire the use cases to `ports`."""
    p = ports
    key = settings.secret_key.encode() or p.signing_key
    confirm = ConfirmPassword(accounts=p.accounts, attempts=p.attempts, passwords=p.passwords, clock=p.clock)
    delete_account = DeleteAccount(accounts=p.accounts, personal=p.personal, clock=p.clock)
    return People(
        key=derived(key, "access"),
        clock=p.clock,
        found_accounts=FoundAccounts(accounts=p.accounts, passwords=p.passwords, clock=p.clock, ids=p.ids),
        examine_accounts=ExamineAccounts(accounts=p.accounts),
        register=Register(
            registration=settings.registration,
            accounts=p.accounts,
            invites=p.invites,
            sessions=p.sessions,
            attempts=p.attempts,
            passwords=p.passwords,
            clock=p.clock,
            ids=p.ids,
        ),
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
        check_proof=CheckProof(accounts=p.accounts, sessions=p.sessions, tokens=p.tokens, clock=p.clock),
        change_password=ChangePassword(
            confirm=confirm, accounts=p.accounts, sessions=p.sessions, passwords=p.passwords
        ),
        export_my_data=ExportMyData(accounts=p.accounts, personal=p.personal, clock=p.clock),
        delete_my_account=DeleteMyAccount(confirm=confirm, delete=delete_account),
        finish_farewells=FinishFarewells(accounts=p.accounts, delete=delete_account, clock=p.clock),
        list_sessions=ListSessions(sessions=p.sessions, clock=p.clock),
        end_session=EndSession(sessions=p.sessions),
        end_sessions=EndSessions(sessions=p.sessions),
        create_token=CreateToken(tokens=p.tokens, clock=p.clock, ids=p.ids),
        list_tokens=ListTokens(tokens=p.tokens),
        revoke_token=RevokeToken(tokens=p.tokens),
        list_accounts=ListAccounts(accounts=p.accounts),
        find_account=FindAccount(accounts=p.accounts),
        show_account=ShowAccount(accounts=p.accounts),
        add_account=AddAccount(accounts=p.accounts, passwords=p.passwords, clock=p.clock, ids=p.ids),
        change_account=ChangeAccount(accounts=p.accounts, sessions=p.sessions, clock=p.clock),
        reset_password=ResetPassword(accounts=p.accounts, sessions=p.sessions, passwords=p.passwords),
        delete_account=delete_account,
        create_invite=CreateInvite(invites=p.invites, clock=p.clock, ids=p.ids),
        list_invites=ListInvites(invites=p.invites, clock=p.clock),
        revoke_invite=RevokeInvite(invites=p.invites),
    )
