"""The status of the library as it changes, to as many listeners as there are."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator

import msgspec

from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.status import LibraryStatus as DomainStatus
from musicsim.entrypoints.schemas.library import LibraryStatus

POLL = 1.0
"""Seconds between looks at the status while somebody listens."""

HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent, so that nothing between us and a client takes it for dead."""

log = logging.getLogger(__name__)

_RETRY = b"retry: 2000\n\n"
_COMMENT = b": nothing new\n\n"


class StatusFeed:
    """One poller a process, at work only while somebody listens.

    Listeners get the latest status, never a queue of old ones: a slow one misses steps, not the outcome.
    """

    def __init__(
        self, report: Callable[[], Awaitable[DomainStatus]], *, poll: float = POLL, heartbeat: float = HEARTBEAT
    ) -> None:
        self._report = report
        self._poll = poll
        self._heartbeat = heartbeat
        self._latest = b""
        self._news = asyncio.Event()
        self._closed = False
        self._listeners = 0
        self._poller: asyncio.Task[None] | None = None

    async def listen(self) -> AsyncGenerator[bytes, None]:
        """Server-sent events: the status now, then whenever it changes, until the feed closes."""
        seen = b""
        with self._listening():
            yield _RETRY
            while not self._closed:
                news = self._news
                if self._latest != seen:
                    seen = self._latest
                    yield seen
                elif not await self._within_heartbeat(news):
                    yield _COMMENT

    def close(self) -> None:
        """End every listener's stream."""
        self._closed = True
        self._news.set()

    async def _within_heartbeat(self, news: asyncio.Event) -> bool:
        try:
            async with asyncio.timeout(self._heartbeat):
                return await news.wait()
        except TimeoutError:
            return False

    @contextlib.contextmanager
    def _listening(self) -> Iterator[None]:
        self._listeners += 1
        if self._poller is None:
            self._poller = asyncio.create_task(self._follow())
        try:
            yield
        finally:
            self._listeners -= 1
            if not self._listeners and self._poller is not None:
                self._poller.cancel()
                self._poller, self._latest = None, b""

    async def _follow(self) -> None:
        while True:
            event = await self._look()
            if event != self._latest:
                self._latest = event
                self._news.set()
                self._news = asyncio.Event()
            await asyncio.sleep(self._poll)

    async def _look(self) -> bytes:
        """The event that tells the status, or why it can't be told."""
        try:
            status = LibraryStatus.of(await self._report())
        except MusicsimError as fault:
            return _event("trouble", {"detail": str(fault)})
        except Exception:
            if self._latest != _FAULT:  # once, not with every look
                log.exception("The status cannot be told.")
            return _FAULT
        return _event("status", status)


def _event(name: str, content: object) -> bytes:
    return f"event: {name}\ndata: ".encode() + msgspec.json.encode(content) + b"\n\n"


_FAULT = _event("trouble", {"detail": "The status cannot be told; the server's log says why."})
