"""`musicsim user`: who may sign in."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.options import AsJson, DataFolder
from musicsim.entrypoints.cli.output import Grid, Output
from musicsim.entrypoints.cli.secrets import asked_password
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from musicsim.bootstrap import Application, People
    from musicsim.domain.model.account import Account
    from musicsim.domain.model.user import Role

user = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, help="Look after the accounts of those who may sign in."
)

_ROLES = ("admin", "listener")  # as domain.model.user has them, without importing it for --help


def _known(role: str) -> str:
    if role not in _ROLES:
        raise typer.BadParameter(f"there is no role {role!r}: {', '.join(_ROLES)}")
    return role


NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The name that the person signs in with.")]
RoleOption = Annotated[str, typer.Option(callback=_known, help="What the person may do: admin or listener.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from stdin.")]
OneTime = Annotated[bool, typer.Option("--one-time", help="Make a password that has to be changed at first.")]


@user.command("list")
def list_users(context: typer.Context, data: DataFolder = None, as_json: AsJson = False) -> None:
    """List all accounts, by name."""
    session = Session.of(context, as_json=as_json, data=data)

    async def job(application: "Application") -> Exit:
        _report(session.output, await _all(application.people))
        return Exit.OK

    session.run(job)


@user.command()
def add(
    context: typer.Context,
    name: NameArgument,
    role: RoleOption = "listener",
    password_stdin: FromStdin = False,
    one_time: OneTime = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Make an account. On a terminal the password is asked for; elsewhere one is made for a single use."""
    session = Session.of(context, as_json=as_json, data=data)
    chosen = asked_password(from_stdin=password_stdin, one_time=one_time)

    async def job(application: "Application") -> Exit:
        from musicsim.entrypoints.schemas.user import MadeUser, User

        account, made = await application.people.add_account(name, _role(role), chosen)
        if as_json:
            session.output.document(MadeUser(user=User.of(account), one_time_password=made))
        else:
            session.output.line(f"{account.name} ({account.role}) can sign in.")
            _tell(session.output, made)
        return Exit.OK

    session.run(job)


@user.command("password")
def reset_password(
    context: typer.Context,
    name: NameArgument,
    password_stdin: FromStdin = False,
    one_time: OneTime = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Give somebody another password, who is signed out everywhere."""
    session = Session.of(context, as_json=as_json, data=data)
    chosen = asked_password(from_stdin=password_stdin, one_time=one_time)

    async def job(application: "Application") -> Exit:
        from musicsim.entrypoints.schemas.user import OneTimePassword

        people = application.people
        made = await people.reset_password((await people.find_account(name)).id, chosen)
        if as_json:
            session.output.document(OneTimePassword(one_time_password=made))
        else:
            session.output.line("The password is changed.")
            _tell(session.output, made)
        return Exit.OK

    session.run(job)


@user.command()
def role(
    context: typer.Context,
    name: NameArgument,
    role: Annotated[str, typer.Argument(metavar="ROLE", callback=_known, help="admin or listener.")],
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Give somebody another role."""
    session = Session.of(context, as_json=as_json, data=data)
    _change(session, name, lambda people, one: people.change_account(one.id, role=_role(role)))


@user.command()
def disable(context: typer.Context, name: NameArgument, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Let somebody in no more; what is kept of the person stays."""
    session = Session.of(context, as_json=as_json, data=data)
    _change(session, name, lambda people, one: people.change_account(one.id, disabled=True))


@user.command()
def enable(context: typer.Context, name: NameArgument, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Let somebody in again."""
    session = Session.of(context, as_json=as_json, data=data)
    _change(session, name, lambda people, one: people.change_account(one.id, disabled=False))


@user.command()
def delete(
    context: typer.Context,
    name: NameArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Delete an account with everything that is kept of the person, for good."""
    session = Session.of(context, as_json=as_json, data=data)
    if not yes:
        typer.confirm(f"Delete {name} and all that is kept of the person?", abort=True, err=True)

    async def job(application: "Application") -> Exit:
        from musicsim.entrypoints.schemas.user import User

        account = await application.people.find_account(name)
        await application.people.delete_account(account.id)
        if as_json:
            session.output.document({"deleted": User.of(account)})
        else:
            session.output.line(f"{account.name} is deleted.")
        return Exit.OK

    session.run(job)


@user.command()
def invite(
    context: typer.Context,
    uses: Annotated[int, typer.Option(min=1, max=1000, help="How many people it lets in.")] = 1,
    role: RoleOption = "listener",
    days: Annotated[int, typer.Option(min=1, max=366, help="For how many days.")] = 7,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Make an invite, with whose code somebody can register."""
    session = Session.of(context, as_json=as_json, data=data)

    async def job(application: "Application") -> Exit:
        from musicsim.entrypoints.schemas.invite import Invite, MadeInvite

        made, code = await application.people.create_invite(_role(role), uses, timedelta(days=days))
        if as_json:
            session.output.document(MadeInvite(invite=Invite.of(made), code=code))
        else:
            session.output.line(code)
            session.output.note(f"Lets {uses} in until {made.expires_at:%Y-%m-%d %H:%M} UTC. It is not shown again.")
        return Exit.OK

    session.run(job)


def _change(session: Session, name: str, choose: "Callable[[People, Account], Awaitable[Account]]") -> None:
    async def job(application: "Application") -> Exit:
        from musicsim.entrypoints.schemas.user import User

        changed = await choose(application.people, await application.people.find_account(name))
        if session.output.as_json:
            session.output.document(User.of(changed))
        else:
            session.output.line(f"{changed.name}: {_state(changed)}")
        return Exit.OK

    session.run(job)


async def _all(people: "People") -> "list[Account]":
    accounts: list[Account] = []
    cursor = None
    while True:
        page = await people.list_accounts(500, cursor)
        accounts += page.items
        if (cursor := page.next) is None:
            return accounts


def _report(output: Output, accounts: "Sequence[Account]") -> None:
    if output.as_json:
        from musicsim.entrypoints.schemas.user import User, UserPage

        output.document(UserPage([User.of(one) for one in accounts], None))
        return
    rows = [(one.name, _state(one), f"{one.created_at:%Y-%m-%d}", one.id) for one in accounts]
    output.grid(Grid(columns=("name", "may", "since", "id"), rows=rows))


def _state(account: "Account") -> str:
    if account.leaving_at is not None:
        return f"{account.role}, being deleted"
    if account.disabled_at is not None:
        return f"{account.role}, disabled"
    return f"{account.role}, has to change the password" if account.one_time else str(account.role)


def _tell(output: Output, one_time_password: str | None) -> None:
    if one_time_password is not None:
        output.line(f"Password for the first time: {one_time_password}")


def _role(word: str) -> "Role":
    from musicsim.domain.model.user import Role

    return Role(word)
