"""What every request goes through, the router's own errors included: Litestar's middleware sees routed ones only."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Request
from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPResponseStartEvent, HTTPScope, Message, Receive, Scope, Send

from musicsim.entrypoints.http.gatekeeping import Hosts, refusal
from musicsim.entrypoints.http.problems import answer
from musicsim.ports.metrics import Metrics

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # where a menu opens and how long a bar is are styles of elements
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}

SECURITY_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def security_headers(media: Sequence[str] = ()) -> Mapping[str, str]:
    """SECURITY_HEADERS with a Content-Security-Policy that lets pages play audio from the origins `media`, too."""
    policy = _POLICY | {"media-src": " ".join([_POLICY["media-src"], *media])}
    return SECURITY_HEADERS | {"Content-Security-Policy": "; ".join(f"{name} {who}" for name, who in policy.items())}


class Envelope:
    """Refuses whom not to answer, adds headers, takes the time until an answer begins.

    `media` are origins besides this one that listeners are sent to for audio.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, hosts: Hosts, media: Sequence[str] = ()) -> None:
        self._app = app
        self._metrics = metrics
        self._hosts = hosts
        headers = {**security_headers(media), "Cache-Control": "no-store"}
        self._headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == ScopeType.HTTP:
            await self._respond(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _respond(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._dress(message)
                self._measure(scope, message["status"], time.perf_counter() - started)
            await send(message)

        fault = refusal(scope["method"], Headers.from_scope(scope), self._hosts)
        if fault is None:
            await self._app(scope, receive, dressed)
        else:
            request: Request[Any, Any, Any] = Request(scope, receive, dressed)
            await answer(request, fault).to_asgi_response(app=None, request=request)(scope, receive, dressed)

    def _dress(self, message: HTTPResponseStartEvent) -> None:
        """Add the headers that the answer does not have of itself."""
        headers = list(message["headers"])
        told = {name.lower() for name, _ in headers}
        message["headers"] = [*headers, *(one for one in self._headers if one[0] not in told)]

    def _measure(self, scope: HTTPScope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = scope.get("path_template") or "none"
        self._metrics.observe("http.requests", seconds, method=method, route=route, status=str(status))
