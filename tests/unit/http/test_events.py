"""The feed of the library's status."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import msgspec
import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.scan import LibraryCounts
from musicsim.domain.model.status import LibraryStatus
from musicsim.entrypoints.http.app import create_app
from musicsim.entrypoints.http.feed import StatusFeed
from musicsim.entrypoints.http.streaming import guarded
from tests.unit.http.conftest import Served

PATIENCE = 20.0


class Report:
    """A status that a test changes; counts how often it was asked."""

    def __init__(self) -> None:
        self.pending = 0
        self.asked = 0
        self.down = False
        self.broken = False

    async def __call__(self) -> LibraryStatus:
        self.asked += 1
        if self.down:
            raise Unavailable("database", "It sleeps.")
        if self.broken:
            raise ZeroDivisionError("a bug")
        return LibraryStatus(LibraryCounts(pending=self.pending, failed={}), 0.0, None, None)


@pytest.fixture
def report() -> Report:
    return Report()


@pytest.fixture
def feed(report: Report) -> StatusFeed:
    return StatusFeed(report, poll=0.005, heartbeat=PATIENCE)


async def _next(events: AsyncIterator[bytes]) -> tuple[str, dict[str, object]]:
    """The name and data of the next event."""
    async with asyncio.timeout(PATIENCE):
        async for chunk in events:
            if chunk.startswith(b"event: "):
                name, data = chunk.decode().removeprefix("event: ").removesuffix("\n\n").split("\ndata: ")
                return name, msgspec.json.decode(data)
    raise AssertionError("the stream ended")


async def test_the_status_comes_at_once_and_when_it_changes(feed: StatusFeed, report: Report) -> None:
    events = feed.listen()
    assert await anext(events) == b"retry: 2000\n\n"
    assert (await _next(events))[1]["counts"]["pending"] == 0  # type: ignore[index]
    report.pending = 3
    assert (await _next(events))[1]["counts"]["pending"] == 3  # type: ignore[index]
    await events.aclose()


async def test_many_listeners_are_one_poller_and_none_is_none(report: Report) -> None:
    feed, before = StatusFeed(report, poll=60.0), asyncio.all_tasks()
    listeners = [feed.listen() for _ in range(5)]
    for events in listeners:
        await _next(events)
    assert report.asked == 1
    for events in listeners:
        await events.aclose()
    async with asyncio.timeout(PATIENCE):
        while asyncio.all_tasks() - before:
            await asyncio.sleep(0)


async def test_silence_is_broken_by_heartbeats(report: Report) -> None:
    events = StatusFeed(report, poll=0.005, heartbeat=0.01).listen()
    await _next(events)
    async with asyncio.timeout(PATIENCE):
        assert await anext(events) == b": nothing new\n\n"
    await events.aclose()


async def test_trouble_is_told_and_passes(feed: StatusFeed, report: Report) -> None:
    report.down = True
    events = feed.listen()
    assert await _next(events) == ("trouble", {"detail": "It sleeps."})
    report.down = False
    assert (await _next(events))[0] == "status"
    await events.aclose()


async def test_a_fault_of_ours_is_logged_once_told_without_its_words_and_passes(
    feed: StatusFeed, report: Report, caplog: pytest.LogCaptureFixture
) -> None:
    report.broken = True
    events = feed.listen()
    name, data = await _next(events)
    assert (name, "bug" in str(data)) == ("trouble", False)
    async with asyncio.timeout(PATIENCE):
        while report.asked < 3:
            await asyncio.sleep(0)
    report.broken = False
    assert (await _next(events))[0] == "status"
    assert [record.message for record in caplog.records if record.exc_info] == ["The status cannot be told."]
    await events.aclose()


async def test_closing_ends_every_stream(feed: StatusFeed) -> None:
    events = feed.listen()
    await _next(events)
    rest = asyncio.create_task(_drain(events))
    feed.close()
    async with asyncio.timeout(PATIENCE):
        await rest
        assert [chunk async for chunk in feed.listen()] == [b"retry: 2000\n\n"]


async def _drain(events: AsyncIterator[bytes]) -> None:
    async for _ in events:
        pass


async def test_over_http_until_the_client_leaves(served: Served) -> None:
    """Spoken to as a server would: the test client waits for the end of an answer, and this one has none."""
    feed = StatusFeed(served.application.report_status, poll=0.005)
    app = create_app(served.application, feed=feed)
    token = (await served.headers())["Authorization"]
    messages: asyncio.Queue[dict[str, object]] = asyncio.Queue()
    left = asyncio.Event()

    async def receive() -> dict[str, object]:
        await left.wait()
        return {"type": "http.disconnect"}

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/api/v1/events",
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"accept-encoding", b"gzip"), (b"authorization", token.encode())],
    }
    answering = asyncio.create_task(app(scope, receive, messages.put))  # type: ignore[arg-type]
    async with asyncio.timeout(PATIENCE):
        head = await messages.get()
        headers = dict(head["headers"])  # type: ignore[call-overload]
        assert headers[b"content-type"].startswith(b"text/event-stream")
        assert b"content-encoding" not in headers
        assert (await messages.get())["body"] == b"retry: 2000\n\n"
        assert b"event: status" in (await messages.get())["body"]  # type: ignore[operator]
        left.set()
        await answering
    await served.one()
    assert messages.empty()


async def test_a_stream_ends_with_the_session_that_it_began_with(report: Report) -> None:
    answers = iter([True, True, False])
    before = asyncio.all_tasks()

    async def still() -> bool:
        return next(answers)

    events = guarded(StatusFeed(report, poll=0.005, heartbeat=0.005).listen(), still, every=0.0)
    async with asyncio.timeout(PATIENCE):
        assert len([chunk async for chunk in events]) == 2
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before


async def test_a_stream_goes_on_while_nobody_can_say_whether_its_session_has_ended(feed: StatusFeed) -> None:
    async def still() -> bool:
        raise Unavailable("database", "It sleeps.")

    async with aclosing(guarded(feed.listen(), still, every=0.0)) as events:
        assert (await _next(events))[0] == "status"


async def test_a_stream_is_asked_seldom(report: Report) -> None:
    async def still() -> bool:
        raise AssertionError("too early")

    async with aclosing(guarded(StatusFeed(report, poll=0.005, heartbeat=0.005).listen(), still)) as events:
        assert len([await anext(events) for _ in range(4)]) == 4
