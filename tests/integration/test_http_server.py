"""Serving on a real socket."""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator

import httpx
import pytest

from musicsim.adapters.memory.audio_store import MemoryAudioStore
from musicsim.bootstrap import Application
from musicsim.domain.errors import Conflict
from musicsim.entrypoints.http.server import serve
from musicsim.entrypoints.worker.pace import Pace
from musicsim.entrypoints.worker.worker import Worker
from tests.support.application import memory_application
from tests.support.signing_in import admitted

PATIENCE = 60.0
LARGE = bytes(range(256)) * 160_000

_RESTLESS = Pace(idle=0.01)


class Server:
    """A server in this event loop, on a free port, whose worker looks for work as often as `pace` says."""

    def __init__(self, application: Application, pace: Pace = _RESTLESS) -> None:
        self._application = application
        self._ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        worker = Worker(application, trace_waveforms=False, pace=pace)
        self.task = asyncio.create_task(serve(application, worker, "127.0.0.1", 0, on_ready=self._ready.set_result))

    async def url(self) -> str:
        async with asyncio.timeout(PATIENCE):
            return await self._ready

    async def client(self) -> httpx.AsyncClient:
        """An admin's client."""
        headers = await admitted(self._application)
        return httpx.AsyncClient(base_url=await self.url(), timeout=PATIENCE, headers=headers)

    async def stop(self) -> None:
        """End it."""
        self.task.cancel()
        async with asyncio.timeout(PATIENCE):
            await asyncio.wait({self.task})


@pytest.fixture
def store() -> MemoryAudioStore:
    return MemoryAudioStore()


@pytest.fixture
async def server(store: MemoryAudioStore) -> AsyncIterator[Server]:
    one = Server(memory_application(store=store))
    yield one
    await one.stop()


async def test_a_port_in_use_is_told_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Conflict, match=rf"Port {port} on 127\.0\.0\.1 is in use, .* choose another port"):
            await serve(memory_application(), None, "127.0.0.1", port)


async def test_it_answers_and_ends(server: Server) -> None:
    async with await server.client() as client:
        answer = await client.get("/api/v1/health/live")
        assert answer.json() == {"status": "alive"}
        assert "server" not in answer.headers
        await server.stop()
        with pytest.raises(httpx.ConnectError):
            await client.get("/api/v1/health/live")


async def _track(client: httpx.AsyncClient, store: MemoryAudioStore) -> str:
    """The address of a large track's audio."""
    store.put("large.mp3", LARGE)
    assert (await client.post("/api/v1/library/scans")).status_code == 202
    async with asyncio.timeout(PATIENCE):
        while not (items := (await client.get("/api/v1/tracks")).json()["items"]):
            await asyncio.sleep(0.02)
    return f"/api/v1/tracks/{items[0]['id']}/stream"


def _errors(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """What uvicorn complains of, such as answers that had to be ended by force because they took too long."""
    return [record for record in caplog.records if record.levelname == "ERROR"]


async def test_open_event_streams_do_not_hold_up_the_end(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    async with (
        await server.client() as client,
        client.stream("GET", "/api/v1/events") as events,
    ):
        lines = events.aiter_lines()
        data = [line async for line in _until_data(lines)]
        assert json.loads(data[-1].removeprefix("data: "))["counts"]["present"] == 0
        ending = asyncio.create_task(server.stop())
        assert [line async for line in lines if '"counts"' in line] == []
        await ending
    assert _errors(caplog) == []


async def _until_data(lines: AsyncIterator[str]) -> AsyncIterator[str]:
    async for line in lines:
        yield line
        if line.startswith("data"):
            return


async def test_a_listener_that_pauses_does_not_hold_up_the_end(
    server: Server, store: MemoryAudioStore, caplog: pytest.LogCaptureFixture
) -> None:
    async with await server.client() as client:
        address = await _track(client, store)
        async with client.stream("GET", address) as audio:
            chunks = audio.aiter_raw(1000)
            await anext(chunks)
            await server.stop()
            with pytest.raises(httpx.TransportError):
                _ = [chunk async for chunk in chunks]
    assert _errors(caplog) == []


async def test_ranges_over_a_real_connection(server: Server, store: MemoryAudioStore) -> None:
    async with await server.client() as client:
        address = await _track(client, store)
        whole = await client.get(address)
        part = await client.get(address, headers={"Range": "bytes=300000-900000"})
        head = await client.head(address)
        assert whole.content == LARGE
        assert (part.status_code, part.content) == (206, LARGE[300_000:900_001])
        assert int(head.headers["content-length"]) == len(LARGE)
        assert head.headers["content-type"] == "audio/mpeg"
