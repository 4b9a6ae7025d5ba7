"""Whom to answer at all, as long as there are no accounts: pages of this host, and programs on this machine."""

from urllib.parse import urlsplit

from litestar.datastructures import Headers
from litestar.exceptions import HTTPException

ALLOWED_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names in a Host header that are answered, with any port. Another site's name that a DNS server leads here
(DNS rebinding) is not among them.
"""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def refusal(method: str, headers: Headers) -> HTTPException | None:
    """Why a request is refused, or None."""
    if _host_of(headers.get("host", "")) not in ALLOWED_HOSTS:
        detail = "Only localhost, 127.0.0.1 and [::1] are served. Open musicsim under one of these."
        return HTTPException(detail=detail, status_code=421)
    if method not in _SAFE and not _is_same_site(headers):
        return HTTPException(detail="Changes may be asked for by musicsim's own page only.", status_code=403)
    return None


def _host_of(authority: str) -> str:
    """The host without its port; "" for what is not well-formed."""
    try:
        parts = urlsplit(f"//{authority}")
        _ = parts.port
    except ValueError:
        return ""
    return "" if parts.netloc != authority or "@" in authority else (parts.hostname or "")


def _is_same_site(headers: Headers) -> bool:
    """Browsers say where a request comes from, in one header or the other; programs say nothing."""
    if (site := headers.get("sec-fetch-site")) is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
