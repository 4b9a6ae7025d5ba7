"""The cookies that browsers carry."""

from collections.abc import Sequence

from litestar.datastructures import Cookie

from musicsim.domain.model.session import SignedIn
from musicsim.domain.rules.sessions import ACCESS, LASTS
from musicsim.entrypoints.http.access_tokens import issue
from musicsim.entrypoints.http.csrf import csrf_token
from musicsim.ports.clock import Clock

API = "/api/v1"
AUTH = f"{API}/auth"

ACCESS_COOKIE = "musicsim_access"
REFRESH_COOKIE = "musicsim_refresh"
CSRF_COOKIE = "musicsim_csrf"


def cookies_of(signed_in: SignedIn, key: bytes, clock: Clock, *, secure: bool) -> Sequence[Cookie]:
    """What a browser gets when somebody signs in, and whenever the session is renewed."""
    access, lasts = int(ACCESS.total_seconds()), int(LASTS.total_seconds())
    session = signed_in.session
    return [
        _cookie(ACCESS_COOKIE, issue(session, key, clock.now()), access, API, secure=secure),
        _cookie(REFRESH_COOKIE, signed_in.refresh_token, lasts, AUTH, secure=secure),
        _cookie(CSRF_COOKIE, csrf_token(session.id, key), lasts, "/", secure=secure, readable=True),
    ]


def no_cookies(*, secure: bool) -> Sequence[Cookie]:
    """What takes them back."""
    return [
        _cookie(ACCESS_COOKIE, "", 0, API, secure=secure),
        _cookie(REFRESH_COOKIE, "", 0, AUTH, secure=secure),
        _cookie(CSRF_COOKIE, "", 0, "/", secure=secure, readable=True),
    ]


def _cookie(name: str, value: str, seconds: int, path: str, *, secure: bool, readable: bool = False) -> Cookie:
    return Cookie(
        key=name, value=value, path=path, max_age=seconds, secure=secure, httponly=not readable, samesite="strict"
    )
