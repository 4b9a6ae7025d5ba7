"""Proof that a request was made by our own page, which can read a cookie that other sites cannot."""

import hashlib
import hmac

from musicsim.domain.errors import Forbidden
from musicsim.domain.model.identity import SessionId

HEADER = "x-csrf-token"


def csrf_token(session: SessionId, key: bytes) -> str:
    """The token of a session: bound to it, so that a cookie put there by a neighbour of our host name is none."""
    return hmac.new(key, f"csrf {session}".encode(errors="surrogatepass"), hashlib.sha256).hexdigest()


def check_csrf(session: SessionId, shown: str | None, key: bytes) -> None:
    """Forbidden unless what the header showed is the session's token."""
    if shown is None or not hmac.compare_digest(shown.encode(), csrf_token(session, key).encode()):
        raise Forbidden("Cookies alone change nothing: send the cookie musicsim_csrf as the header X-CSRF-Token, too.")
