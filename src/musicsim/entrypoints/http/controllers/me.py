"""Oneself: the account, the sessions, the tokens for programs."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from litestar import Request, Response, Router, delete, get, post, put
from litestar.params import JSONBody

from musicsim.domain.model.identity import SessionId, TokenId
from musicsim.entrypoints.http.access import ENTRANTS, PEOPLE, PEOPLE_ENTERING
from musicsim.entrypoints.http.cookies import no_cookies
from musicsim.entrypoints.http.devices import device_of, is_secure
from musicsim.entrypoints.http.documentation import nothing, problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller, InjectedProof
from musicsim.entrypoints.http.parameters import Id
from musicsim.entrypoints.schemas.api_token import ApiToken, ApiTokenPage, MadeApiToken, NewApiToken
from musicsim.entrypoints.schemas.me import Goodbye, Me, PasswordChange
from musicsim.entrypoints.schemas.session import SessionPage

AnyRequest = Request[Any, Any, Any]


@get("/", operation_id="get_me", summary="Who is signed in", access=ENTRANTS, responses=problems())
async def show_me(proof: InjectedProof) -> Me:
    """The account in whose name the request is made."""
    return Me.of(proof.account)


@put(
    "/password",
    operation_id="change_password",
    summary="Choose another password",
    access=PEOPLE_ENTERING,
    status_code=204,
    responses=problems(409, 413, 422, 429),
)
async def change_password(
    application: InjectedApplication, request: AnyRequest, proof: InjectedProof, data: JSONBody[PasswordChange]
) -> None:
    """All other sessions end; tokens for programs stay. This is what a one-time password is good for."""
    address = device_of(request).address
    await application.people.change_password(proof.account.id, data.old, data.password, address, proof.session)


@get("/export", operation_id="export_my_data", summary="Take one's data along", access=PEOPLE, responses=problems())
async def export(application: InjectedApplication, caller: InjectedCaller) -> Response[Mapping[str, object]]:
    """Everything that is kept of oneself: the account, and a list of things under each name."""
    document = await application.people.export_my_data(caller.user)
    return Response(document, headers={"Content-Disposition": 'attachment; filename="musicsim.json"'})


@delete(
    "/",
    operation_id="delete_my_account",
    summary="Delete one's account",
    access=PEOPLE,
    responses=problems(409, 413, 422, 429) | {204: nothing("The account is deleted")},
)
async def leave(
    application: InjectedApplication, request: AnyRequest, caller: InjectedCaller, data: JSONBody[Goodbye]
) -> Response[None]:
    """With everything that is kept of oneself, and for good. 409 for the last admin."""
    await application.people.delete_my_account(caller.user, data.password, device_of(request).address)
    return Response(None, status_code=204, cookies=no_cookies(secure=is_secure(request)))


@get(
    "/sessions", operation_id="list_my_sessions", summary="Where one is signed in", access=PEOPLE, responses=problems()
)
async def list_sessions(application: InjectedApplication, proof: InjectedProof) -> SessionPage:
    """The latest seen first; `seen_at` is when a session was renewed last."""
    return SessionPage.of(await application.people.list_sessions(proof.account.id), proof.session)


@delete(
    "/sessions", operation_id="end_my_other_sessions", summary="Sign out elsewhere", access=PEOPLE, responses=problems()
)
async def end_sessions(application: InjectedApplication, proof: InjectedProof) -> None:
    """Ends all sessions but the one that asks."""
    await application.people.end_sessions(proof.account.id, proof.session)


@delete(
    "/sessions/{session_id:str}",
    operation_id="end_my_session",
    summary="End a session",
    access=PEOPLE,
    responses=problems(404, 422),
)
async def end_session(application: InjectedApplication, caller: InjectedCaller, session_id: Id) -> None:
    """It ends at once, on every host, with all tokens that came of it."""
    await application.people.end_session(caller.user, SessionId(session_id))


@post(
    "/tokens",
    operation_id="create_my_token",
    summary="Make a token for a program",
    access=PEOPLE,
    responses=problems(409, 413, 422),
)
async def create_token(
    application: InjectedApplication, caller: InjectedCaller, data: JSONBody[NewApiToken]
) -> MadeApiToken:
    """Its text is shown here and nowhere else; a program sends it as `Authorization: Bearer`."""
    lasts = None if data.expires_in_days is None else timedelta(days=data.expires_in_days)
    token, text = await application.people.create_token(caller, data.name, data.scope, lasts)
    return MadeApiToken(token=ApiToken.of(token), text=text)


@get("/tokens", operation_id="list_my_tokens", summary="One's tokens for programs", access=PEOPLE, responses=problems())
async def list_tokens(application: InjectedApplication, caller: InjectedCaller) -> ApiTokenPage:
    """The newest first, without their texts."""
    return ApiTokenPage.of(await application.people.list_tokens(caller.user))


@delete(
    "/tokens/{token_id:str}",
    operation_id="revoke_my_token",
    summary="Take a token back",
    access=PEOPLE,
    responses=problems(404, 422),
)
async def revoke_token(application: InjectedApplication, caller: InjectedCaller, token_id: Id) -> None:
    """It is worth nothing at once, on every host."""
    await application.people.revoke_token(caller.user, TokenId(token_id))


router = Router(
    "/me",
    route_handlers=[
        show_me,
        change_password,
        export,
        leave,
        list_sessions,
        end_sessions,
        end_session,
        create_token,
        list_tokens,
        revoke_token,
    ],
    tags=["people"],
)
