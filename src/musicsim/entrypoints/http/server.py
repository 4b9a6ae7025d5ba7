"""Serving on a socket."""

import asyncio
import errno
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from musicsim.bootstrap import Application
from musicsim.domain.errors import Conflict
from musicsim.entrypoints.http.app import create_app, feed_of
from musicsim.entrypoints.http.feed import StatusFeed
from musicsim.entrypoints.http.web_files import installed_client
from musicsim.entrypoints.worker.worker import Worker

GRACE = 1
"""Seconds that answers under way get when the server stops: a player that pauses would take its audio for ever."""


async def serve(
    application: Application,
    worker: Worker | None,
    host: str,
    port: int,
    *,
    on_ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until cancellation, then end cleanly. Signals are the caller's matter.

    `on_ready` gets the URL once requests are answered. Conflict when the port can't be had. Fastest on uvloop:
    `uvloop.run(serve(...))`.
    """
    listener = _listen(host, port)
    feed = feed_of(application)
    config = uvicorn.Config(
        create_app(application, worker, feed=feed, client=installed_client()),
        log_config=None,
        access_log=False,
        lifespan="on",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=5 * GRACE,
        ws="none",
    )
    server = _Server(config, feed, lambda: on_ready(_url(host, listener)))
    serving = asyncio.create_task(server.serve([listener]))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        server.should_exit = True
        await serving
        raise
    finally:
        listener.close()


_WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what is served on is the settings' choice


class _Server(uvicorn.Server):
    """uvicorn, but event streams end when it stops, and signals are left to those who know what else runs."""

    def __init__(self, config: uvicorn.Config, feed: StatusFeed, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._feed = feed
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._feed.close()
        cut = asyncio.get_running_loop().call_later(GRACE, self._cut)
        try:
            await super().shutdown(sockets)
        finally:
            cut.cancel()

    def _cut(self) -> None:
        """Hang up on those who are still there, so that their answers end as if they had left."""
        for connection in list(self.server_state.connections):
            connection.transport.abort()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listen(host: str, port: int) -> socket.socket:
    """A bound socket; Conflict with what to do when it can't be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as fault:
        raise Conflict(_no_address(host)) from fault
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as fault:
        listener.close()
        raise Conflict(_why_not(host, port, fault)) from fault
    listener.setblocking(False)
    return listener


def _why_not(host: str, port: int, fault: OSError) -> str:
    if fault.errno == errno.EADDRNOTAVAIL:
        return _no_address(host)
    elsewhere = "choose another port (MUSICSIM_PORT or --port)"
    if fault.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use, perhaps by another musicsim: stop that, or {elsewhere}."
    return f"Port {port} on {host} can't be had ({fault.strerror}): {elsewhere}."


def _no_address(host: str) -> str:
    return f"{host} is no address of this machine: choose another (MUSICSIM_HOST or --host); 0.0.0.0 takes all."


def _url(host: str, listener: socket.socket) -> str:
    """Where this machine itself finds the server."""
    here = _WILDCARDS.get(host, host)
    name = f"[{here}]" if ":" in here else here
    return f"http://{name}:{listener.getsockname()[1]}"
