"""Signing in, staying signed in, signing out."""

from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.params import JSONBody

from musicsim.domain.errors import Unauthenticated
from musicsim.domain.rules.secret_texts import session_of
from musicsim.entrypoints.http.access import PUBLIC
from musicsim.entrypoints.http.cookies import REFRESH_COOKIE, no_cookies
from musicsim.entrypoints.http.csrf import HEADER, check_csrf
from musicsim.entrypoints.http.devices import device_of, is_secure
from musicsim.entrypoints.http.documentation import NOBODY, nothing, open_problems
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.welcoming import welcome
from musicsim.entrypoints.schemas.sign_in import Credentials, Newcomer, RefreshToken, SignedIn, SignInOptions

AnyRequest = Request[Any, Any, Any]


@get("/options", operation_id="get_sign_in_options", summary="Who may register", responses=open_problems())
async def show_options(application: InjectedApplication) -> SignInOptions:
    """What a page needs to know that lets people sign in or register."""
    return SignInOptions.of(application.people.register.registration)


@post(
    "/register",
    operation_id="register",
    summary="Register",
    status_code=201,
    responses=open_problems(403, 409, 413, 422, 429, 503),
)
async def register(
    application: InjectedApplication, request: AnyRequest, data: JSONBody[Newcomer]
) -> Response[SignedIn]:
    """A new account, signed in at once as `log_in` does. 403 where registration is closed."""
    signed_in = await application.people.register(data.name, data.password, data.invite, device_of(request))
    return welcome(signed_in, application.people, request, cookies=data.cookies, status=201)


@post(
    "/login",
    operation_id="log_in",
    summary="Sign in",
    status_code=200,
    responses=open_problems(401, 403, 413, 422, 429, 503),
)
async def log_in(
    application: InjectedApplication, request: AnyRequest, data: JSONBody[Credentials]
) -> Response[SignedIn]:
    """A new session. A program gets its tokens as text; a browser asks for `cookies`, which no script can read.

    429 once a name or an address has been tried too often; a name that nobody has is answered as a wrong password is.
    """
    signed_in = await application.people.sign_in(data.name, data.password, device_of(request))
    return welcome(signed_in, application.people, request, cookies=data.cookies)


@post(
    "/refresh",
    operation_id="refresh_session",
    summary="Stay signed in",
    status_code=200,
    responses=open_problems(401, 403, 413, 422, 503),
)
async def refresh(
    application: InjectedApplication, request: AnyRequest, data: JSONBody[RefreshToken | None] = None
) -> Response[SignedIn]:
    """A new access token and the next refresh token, for a refresh token that was not used yet.

    The token comes in the body or as a cookie, then with the X-CSRF-Token. One that comes again within a minute gets
    the same answer, later the session is ended: somebody else has it.
    """
    token = data.refresh_token if data is not None else _carried(application, request)
    if not token:
        raise Unauthenticated("Sign in first.")
    signed_in = await application.people.renew_session(token, device_of(request))
    return welcome(signed_in, application.people, request, cookies=data is None)


@post(
    "/logout",
    operation_id="log_out",
    summary="Sign out",
    status_code=204,
    responses=open_problems(403, 413, 422, 503) | {204: nothing("You are signed out")},
)
async def log_out(
    application: InjectedApplication, request: AnyRequest, data: JSONBody[RefreshToken | None] = None
) -> Response[None]:
    """Ends the session of a refresh token, in the body or as a cookie, and takes the cookies back."""
    token = data.refresh_token if data is not None else _carried(application, request)
    if token:
        await application.people.sign_out(token)
    return Response(None, status_code=204, cookies=no_cookies(secure=is_secure(request)))


def _carried(application: InjectedApplication, request: AnyRequest) -> str:
    """The refresh token that a browser carries, once it is known that our own page sent it; "" when it has none."""
    token = request.cookies.get(REFRESH_COOKIE, "")
    if token:
        check_csrf(session_of(token), request.headers.get(HEADER), application.people.key)
    return token


router = Router(
    "/auth",
    route_handlers=[show_options, register, log_in, refresh, log_out],
    tags=["people"],
    opt={"access": PUBLIC},
    security=NOBODY,
)
