"""Stand-ins for outside services: small applications on 127.0.0.1, at a free port."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any

import uvicorn
from litestar import Litestar, Request, Response
from litestar.types import Receive, Scope, Send

from musicsim.adapters.web.client import HttpWeb
from tests.contracts.outside import WAIT, Trouble


@dataclass
class Knobs:
    """What a stand-in does to every request before it looks at it.

    `trouble` as the contracts name it; `unanswered` requests are kept waiting until `hanging` is set; `statuses` are
    used up, one a request, before anything else is answered. `asked` tells the requests: method and path.
    """

    trouble: Trouble | None = None
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    nonsense: bytes = b"<html>It works!</html>"
    unanswered: bool = False
    hanging: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, str]] = field(default_factory=list)
    seen: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def reset(self) -> None:
        """As new, at the same address: starting a server for every test would take most of the tests' time."""
        self.hanging.set()
        fresh = type(self)(address=self.address)
        for one in fields(self):
            setattr(self, one.name, getattr(fresh, one.name))


class Troubled:
    """An ASGI application behind its knobs."""

    def __init__(self, app: Litestar, knobs: Knobs) -> None:
        self.app = app
        self.knobs = knobs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        knobs = self.knobs
        knobs.asked.append((scope["method"], scope["path"]))
        knobs.seen.append({name.decode(): value.decode("latin-1") for name, value in scope["headers"]})
        if knobs.unanswered:
            await asyncio.to_thread(knobs.hanging.wait)
        answer = self._answer()
        if answer is None:
            await self.app(scope, receive, send)
            return
        status, body, headers = answer
        await _drained(receive)
        raw = [(name.encode(), value.encode()) for name, value in {"content-length": str(len(body)), **headers}.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    def _answer(self) -> tuple[int, bytes, dict[str, str]] | None:
        if self.knobs.statuses:
            return self.knobs.statuses.pop(0), b"", self.knobs.headers
        match self.knobs.trouble:
            case Trouble.BROKEN:
                return 500, b"{}", {}
            case Trouble.THROTTLING:
                return 429, b"{}", {"retry-after": str(int(WAIT))}
            case Trouble.NONSENSE:
                return 200, self.knobs.nonsense, {"content-type": "text/html"}
            case Trouble.EMPTY:
                return 200, b"", {}
            case Trouble.CREDENTIALS:
                return 401, b"{}", {}
        return None


async def _drained(receive: Receive) -> None:
    while (await receive()).get("more_body"):
        pass


@contextmanager
def serving(app: Litestar, knobs: Knobs) -> Iterator[str]:
    """The address of an application that is served by a thread of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(Troubled(app, knobs), log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        knobs.hanging.set()
        server.should_exit = True
        thread.join()
        listener.close()


def free_address() -> str:
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def local_web(**changes: Any) -> HttpWeb:
    """A web that may ask stand-ins."""
    return HttpWeb("musicsim tests", **({"admits": lambda address: True, "plain": True} | changes))


def json_of(content: object, status: int = 200, media_type: str = "application/json") -> Response:
    return Response(content, status_code=status, media_type=media_type)


def bearer(request: Request) -> str:
    """The token of a request."""
    return request.headers.get("authorization", "").removeprefix("Bearer ")
