"""Serving the web client, before the API's router is asked: what it takes per file is a look into a dict."""

import re

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from musicsim.entrypoints.http.encodings import takes
from musicsim.entrypoints.http.etags import is_named_weakly
from musicsim.entrypoints.http.web_files import INDEX, Representation, WebFiles

_NOT_THE_CLIENTS = re.compile(r"/(?:api|schema|metrics)(?:/|$)")
_A_FILE = re.compile(r"\.[a-z][a-z0-9]*$")
_ALWAYS = frozenset({b"etag", b"cache-control", b"vary"})
"""Headers that go with a 304, too (RFC 9110, section 15.4.5)."""


class WebClient:
    """Answers with the client's files, and with its page wherever that may have its views; the rest is for `app`."""

    def __init__(self, app: ASGIApp, files: WebFiles) -> None:
        self._app = app
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == ScopeType.HTTP and (representations := self._asked_for(scope)) is not None:
            await _answer(scope, send, representations)
        else:
            await self._app(scope, receive, send)

    def _asked_for(self, scope: HTTPScope) -> tuple[Representation, ...] | None:
        path = scope["path"]
        if scope["method"] not in {"GET", "HEAD"} or _NOT_THE_CLIENTS.match(path):
            return None
        return self._files.get(path[1:]) or (None if _A_FILE.search(path) else self._files.get(INDEX))


async def _answer(scope: HTTPScope, send: Send, representations: tuple[Representation, ...]) -> None:
    scope["path_template"] = "/{client}"
    asked = Headers.from_scope(scope)
    welcome = asked.get("accept-encoding")
    chosen = next((one for one in representations if takes(one.encoding, welcome)), representations[-1])
    known = is_named_weakly(chosen.etag, asked.get("if-none-match"))
    headers = [header for header in chosen.headers if header[0] in _ALWAYS] if known else list(chosen.headers)
    await send({"type": "http.response.start", "status": 304 if known else 200, "headers": headers})
    body = b"" if known or scope["method"] == "HEAD" else chosen.content
    await send({"type": "http.response.body", "body": body, "more_body": False})
