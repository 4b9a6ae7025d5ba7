"""Accounts and invites, for admins."""

from datetime import timedelta

from litestar import Response, Router, delete, get, patch, post
from litestar.params import JSONBody

from musicsim.domain.model.identity import InviteId, UserId
from musicsim.entrypoints.http.access import GOVERNORS
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.parameters import Cursor, Id, Limit
from musicsim.entrypoints.schemas.invite import Invite, InvitePage, MadeInvite, NewInvite
from musicsim.entrypoints.schemas.user import (
    MadeUser,
    NewPassword,
    NewUser,
    OneTimePassword,
    User,
    UserChanges,
    UserPage,
)


@get("/", operation_id="list_users", summary="List accounts", responses=problems(422))
async def list_users(application: InjectedApplication, limit: Limit = 50, cursor: Cursor = None) -> UserPage:
    """By name, page by page."""
    return UserPage.of(await application.people.list_accounts(limit, cursor))


@post("/", operation_id="add_user", summary="Make an account", responses=problems(409, 413, 422))
async def add_user(application: InjectedApplication, data: JSONBody[NewUser]) -> Response[MadeUser]:
    """Without a password one is made and shown here, once; the person has to change it first of all."""
    account, password = await application.people.add_account(data.name, data.role, data.password)
    made = MadeUser(user=User.of(account), one_time_password=password)
    return Response(made, headers={"Location": f"/api/v1/users/{account.id}"})


@get("/{user_id:str}", operation_id="get_user", summary="An account", responses=problems(404, 422))
async def show_user(application: InjectedApplication, user_id: Id) -> User:
    """Whose it is, and what the person may do."""
    return User.of(await application.people.show_account(UserId(user_id)))


@patch(
    "/{user_id:str}", operation_id="change_user", summary="Change an account", responses=problems(404, 409, 413, 422)
)
async def change_user(application: InjectedApplication, user_id: Id, data: JSONBody[UserChanges]) -> User:
    """Its role, or whether it is disabled, which ends its sessions. 409 where no admin would be left."""
    change = application.people.change_account
    return User.of(await change(UserId(user_id), role=data.role, disabled=data.disabled))


@post(
    "/{user_id:str}/password",
    operation_id="reset_password",
    summary="Give somebody another password",
    status_code=200,
    responses=problems(404, 413, 422),
)
async def reset_password(
    application: InjectedApplication, user_id: Id, data: JSONBody[NewPassword | None] = None
) -> OneTimePassword:
    """Ends the person's sessions. Without a password one is made and shown here, once, for a single use."""
    password = await application.people.reset_password(UserId(user_id), data.password if data else None)
    return OneTimePassword(one_time_password=password)


@delete("/{user_id:str}", operation_id="delete_user", summary="Delete an account", responses=problems(404, 409, 422))
async def delete_user(application: InjectedApplication, user_id: Id) -> None:
    """With everything that is kept of the person, and for good. 409 where no admin would be left."""
    await application.people.delete_account(UserId(user_id))


@get("/", operation_id="list_invites", summary="List invites", responses=problems())
async def list_invites(application: InjectedApplication) -> InvitePage:
    """Those that still let somebody in, the newest first, without their codes."""
    return InvitePage.of(await application.people.list_invites())


@post("/", operation_id="create_invite", summary="Invite people", responses=problems(413, 422))
async def create_invite(application: InjectedApplication, data: JSONBody[NewInvite | None] = None) -> MadeInvite:
    """The code is shown here and nowhere else; whoever has it can register."""
    wanted = data or NewInvite()
    lasts = timedelta(days=wanted.expires_in_days)
    invite, code = await application.people.create_invite(wanted.role, wanted.uses, lasts)
    return MadeInvite(invite=Invite.of(invite), code=code)


@delete("/{invite_id:str}", operation_id="revoke_invite", summary="Take an invite back", responses=problems(404, 422))
async def revoke_invite(application: InjectedApplication, invite_id: Id) -> None:
    """It lets nobody in any more; who has registered with it stays."""
    await application.people.revoke_invite(InviteId(invite_id))


_USERS = [list_users, add_user, show_user, change_user, reset_password, delete_user]

users = Router("/users", route_handlers=_USERS, tags=["people"], opt={"access": GOVERNORS})
invites = Router(
    "/invites", route_handlers=[list_invites, create_invite, revoke_invite], tags=["people"], opt={"access": GOVERNORS}
)
