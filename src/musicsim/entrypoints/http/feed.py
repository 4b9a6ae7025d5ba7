"""The status of the library as it changes, to as many listeners as there are."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Iterator, Sequence

import msgspec

from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.album_picture import ListedSearch
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.page import Page
from musicsim.domain.model.painting import ArtworkState
from musicsim.domain.model.status import LibraryStatus as DomainStatus
from musicsim.domain.model.uploaded import UploadProgress as Progress
from musicsim.entrypoints.schemas.artwork import ArtworkNews
from musicsim.entrypoints.schemas.library import LibraryStatus
from musicsim.entrypoints.schemas.upload import UploadProgress

POLL = 1.0
"""Seconds between looks at the status while somebody listens."""

HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent, so that nothing between us and a client takes it for dead."""

ALL = ""
"""What concerns everybody: no person has this id."""

Topic = str
"""ALL, or a person's id."""

ARTWORK = "artwork"
"""What is made for everybody to see; ids of people are longer."""

MOST_NEWS = 20

Latest = Callable[[Collection[ArtworkState], int], Awaitable[Page[ListedSearch]]]
"""Lists searches for pictures in these states, none given: in all, the latest changed first, at most so many."""

Follow = Callable[[UserId], Awaitable[Progress]]
"""Tells how far listening has come with what a person uploaded."""

log = logging.getLogger(__name__)

_RETRY = b"retry: 2000\n\n"
_COMMENT = b": nothing new\n\n"


class StatusFeed:
    """One poller a process, at work only while somebody listens.

    Listeners get the latest status, never a queue of old ones: a slow one misses steps, not the outcome. A person gets
    that of what the person uploaded, too, out of `follow`.
    """

    def __init__(
        self,
        report: Callable[[], Awaitable[DomainStatus]],
        follow: Follow | None = None,
        latest: Latest | None = None,
        *,
        poll: float = POLL,
        heartbeat: float = HEARTBEAT,
    ) -> None:
        self._report = report
        self._follow_uploads = follow
        self._latest_artwork = latest
        self._poll = poll
        self._heartbeat = heartbeat
        self._latest: dict[Topic, bytes] = {}
        self._news = asyncio.Event()
        self._closed = False
        self._listeners: Counter[Topic] = Counter()
        self._poller: asyncio.Task[None] | None = None

    async def listen(self, user: UserId | None = None) -> AsyncGenerator[bytes, None]:
        """Server-sent events: the status now, then whenever it changes, until the feed closes."""
        topics = [ALL, *([ARTWORK] if self._latest_artwork else ()), *([user] if user and self._follow_uploads else ())]
        seen = dict.fromkeys(topics, b"")
        with self._listening(topics):
            yield _RETRY
            while not self._closed:
                news = self._news
                if fresh := {topic: now for topic in topics if (now := self._latest.get(topic, b"")) != seen[topic]}:
                    seen |= fresh
                    for event in fresh.values():
                        yield event
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
    def _listening(self, topics: Sequence[Topic]) -> Iterator[None]:
        self._listeners.update(topics)
        if self._poller is None:
            self._poller = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self._listeners -= Counter(topics)  # drops what nobody listens to any more
            if not self._listeners and self._poller is not None:
                self._poller.cancel()
                self._poller, self._latest = None, {}

    async def _watch(self) -> None:
        while True:
            latest = {topic: await self._look(topic) for topic in list(self._listeners)}
            if latest != self._latest:
                self._latest = latest
                self._news.set()
                self._news = asyncio.Event()
            await asyncio.sleep(self._poll)

    async def _look(self, topic: Topic) -> bytes:
        """The event that tells of a topic, or why it can't be told."""
        before = self._latest.get(topic, b"")
        try:
            if topic == ARTWORK and self._latest_artwork is not None:
                return _event("artwork", ArtworkNews.of(await self._latest_artwork((), MOST_NEWS)))
            if topic == ALL or self._follow_uploads is None:
                return _event("status", LibraryStatus.of(await self._report()))
            return _event("uploads", UploadProgress.of(await self._follow_uploads(UserId(topic))))
        except MusicsimError as fault:
            return _event("trouble", {"detail": str(fault)}) if topic == ALL else before
        except Exception:
            if before != _FAULT:  # once, not with every look
                log.exception("The status cannot be told.")
            return _FAULT


def _event(name: str, content: object) -> bytes:
    return f"event: {name}\ndata: ".encode() + msgspec.json.encode(content) + b"\n\n"


_FAULT = _event("trouble", {"detail": "The status cannot be told; the server's log says why."})
