"""What somebody is answered who is signed in."""

from typing import Any

from litestar import Request, Response

from musicsim.bootstrap import People
from musicsim.domain.model.session import SignedIn as Opened
from musicsim.domain.rules.sessions import ACCESS
from musicsim.entrypoints.http.access_tokens import issue
from musicsim.entrypoints.http.cookies import cookies_of
from musicsim.entrypoints.http.csrf import csrf_token
from musicsim.entrypoints.http.devices import is_secure
from musicsim.entrypoints.schemas.me import Me
from musicsim.entrypoints.schemas.sign_in import SignedIn


def welcome(
    opened: Opened, people: People, request: Request[Any, Any, Any], *, cookies: bool, status: int = 200
) -> Response[SignedIn]:
    """The tokens, as cookies or as text."""
    session = opened.session
    answer = SignedIn(
        user=Me.of(opened.account),
        expires_in=int(ACCESS.total_seconds()),
        access_token=None if cookies else issue(session, people.key, people.clock.now()),
        refresh_token=None if cookies else opened.refresh_token,
        csrf_token=csrf_token(session.id, people.key) if cookies else None,
    )
    carried = cookies_of(opened, people.key, people.clock, secure=is_secure(request)) if cookies else ()
    return Response(answer, status_code=status, cookies=carried)
