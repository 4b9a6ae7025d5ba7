"""A library in memory, and a client of its API."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from musicsim.bootstrap import Application, assemble
from musicsim.config import Settings
from musicsim.domain.model.track import Track
from musicsim.entrypoints.http.app import create_app
from musicsim.entrypoints.worker.pace import Pace
from musicsim.entrypoints.worker.worker import Worker
from tests.unit.use_cases.library import Library, tone

Client = AsyncTestClient[Litestar]

CALM = Pace(idle=3600)
"""A worker that leaves alone what a test does by itself, unless it is told of a scan."""


@dataclass
class Served:
    """What is behind a client, to look into and to turn knobs of."""

    library: Library = field(default_factory=Library)

    @property
    def application(self) -> Application:
        return assemble(Settings(scan_on_start=False), self.library.ports)

    async def fill(self, **files: bytes) -> dict[str, Track]:
        await self.library.fill(**files)
        return await self.library.tracks()

    async def one(self) -> Track:
        """The only track of a library that it is put into: half a second of a tone."""
        return (await self.fill(tone=tone(440)))["tone.wav"]


@pytest.fixture
def served() -> Served:
    return Served()


@pytest.fixture
async def client(served: Served) -> AsyncIterator[Client]:
    app = create_app(served.application, Worker(served.application, trace_waveforms=False, pace=CALM))
    async with AsyncTestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as one:
        yield one
