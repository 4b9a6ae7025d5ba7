"""A library in memory, and clients of its API: an admin's, two listeners', nobody's."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from musicsim.adapters.memory.people import People
from musicsim.bootstrap import Application, assemble
from musicsim.config import Settings
from musicsim.domain.model.api_token import Scope
from musicsim.domain.model.track import Track
from musicsim.domain.model.user import Role
from musicsim.entrypoints.http.app import create_app
from musicsim.entrypoints.worker.pace import Pace
from musicsim.entrypoints.worker.worker import Worker
from tests.support.people import credentials, move_in
from tests.unit.use_cases.library import Library, tone

Client = AsyncTestClient[Litestar]

HERE = "http://127.0.0.1:8765"

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

    async def exported(self, name: str) -> Mapping[str, Any]:
        """All that is kept of that person."""
        account = await self.application.people.find_account(name)
        return await self.application.people.export_my_data(account.id)

    async def headers(self, name: str = "ada", role: Role = Role.ADMIN, scope: Scope = Scope.ADMIN) -> dict[str, str]:
        """What a request of that person shows, who moves in if need be: a token that does not expire."""
        ports = self.library.ports
        return await credentials(ports, await move_in(ports, name, role), scope)


@pytest.fixture
def served() -> Served:
    return Served()


@pytest.fixture
async def client(served: Served) -> AsyncIterator[Client]:
    """An admin's."""
    app = create_app(served.application, Worker(served.application, trace_waveforms=False, pace=CALM))
    async with AsyncTestClient(app, base_url=HERE, raise_server_exceptions=False) as one:
        one.headers.update(await served.headers())
        yield one


def another_client(client: Client, headers: dict[str, str]) -> AbstractAsyncContextManager[httpx.AsyncClient]:
    """A client of the same application, with other credentials."""
    transport = httpx.ASGITransport(client.app, raise_app_exceptions=False)  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=transport, base_url=HERE, headers=headers)


@pytest.fixture
async def listener(client: Client, served: Served) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody's who is no admin."""
    async with another_client(client, await served.headers("lise", Role.LISTENER)) as one:
        yield one


@pytest.fixture
async def another(client: Client, served: Served) -> AsyncIterator[httpx.AsyncClient]:
    """Another listener's."""
    async with another_client(client, await served.headers("omar", Role.LISTENER)) as one:
        yield one


@pytest.fixture
async def anonymous(client: Client) -> AsyncIterator[httpx.AsyncClient]:
    """Nobody's."""
    async with another_client(client, {}) as one:
        yield one


@pytest.fixture(scope="module")
async def house(anyio_backend: str) -> tuple[Served, Litestar]:
    """An application that the tests of a module share, and what is behind it: making one takes a while."""
    served = Served()
    return served, create_app(served.application)


@pytest.fixture
async def emptied(house: tuple[Served, Litestar]) -> Served:
    """What is behind the shared application, which nobody lives in any more."""
    served, _ = house
    served.library.database.people = People()
    return served


@pytest.fixture
async def visitor(house: tuple[Served, Litestar], emptied: Served) -> AsyncIterator[httpx.AsyncClient]:
    """Nobody's client of the shared application, from an address of its own."""
    async with client_from(house[1]) as client:
        yield client


@pytest.fixture
async def resident(house: tuple[Served, Litestar], emptied: Served) -> AsyncIterator[httpx.AsyncClient]:
    """An admin's client of the shared application."""
    async with client_from(house[1], headers=await emptied.headers()) as client:
        yield client


def client_from(app: Litestar, address: str = "192.0.2.1", **options: Any) -> httpx.AsyncClient:
    """A client at an address."""
    asgi: Any = app
    transport = httpx.ASGITransport(asgi, raise_app_exceptions=False, client=(address, 9))
    return httpx.AsyncClient(transport=transport, **{"base_url": HERE, **options})
