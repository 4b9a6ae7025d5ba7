"""Music beyond the library over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
import pytest

from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.images import MemoryImages, plain_png
from musicsim.adapters.memory.metadata_provider import MemoryMetadataProvider
from musicsim.adapters.memory.outside_library import MemoryOutsideLibrary
from musicsim.adapters.memory.similarity_provider import MemorySimilarityProvider
from musicsim.adapters.memory.webhook_reader import MemoryWebhookReader
from musicsim.bootstrap import Ports, assemble
from musicsim.config import Settings
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.api_token import Scope
from musicsim.domain.model.beyond import ExternalId, Suggestion
from musicsim.domain.model.outside import RefusalReason, Refused
from musicsim.domain.model.upload_outside import OutsideListening, OutsideState, OutsideUpload
from musicsim.domain.model.user import Role
from musicsim.entrypoints.http.app import create_app
from tests.support.application import memory_ports
from tests.support.externals import an_external, an_id
from tests.support.people import credentials, move_in
from tests.support.samples import a_track, track_id
from tests.unit.http.conftest import client_from

PATH = f"/api/v1/tracks/{track_id(1)}/recommendations"
SENT = f"/api/v1/tracks/{track_id(1)}/cyanite"
NOBODY = {"tracks": False, "words": False, "filters": False, "uploads": False, "providers": []}


class Slow(MemorySimilarityProvider):
    """Knob: what is asked while `held` is cleared waits for it to be set."""

    held = asyncio.Event()

    async def similar(self, *question):
        await self.held.wait()
        return await super().similar(*question)


@dataclass
class Place:
    """A library of one track, to which outside tracks 2 … 4 sound alike."""

    clock: ManualClock = field(default_factory=ManualClock)
    library: MemoryOutsideLibrary = field(default_factory=MemoryOutsideLibrary)
    reader: MemoryWebhookReader = field(default_factory=MemoryWebhookReader)
    images: MemoryImages = field(default_factory=MemoryImages)

    def __post_init__(self) -> None:
        known = [an_external(number) for number in range(1, 5)]
        like = [Suggestion(track.id, 1 - at / 9) for at, track in enumerate(known[1:])]
        self.provider = Slow(name="slow", like={an_id(1): like})
        self.provider.held = asyncio.Event()
        self.provider.held.set()
        self.catalogue = MemoryMetadataProvider(tracks=known)

    def ports(self) -> Ports:
        return memory_ports(
            clock=self.clock,
            images=self.images,
            similarity_providers=[self.provider],
            metadata_providers=[self.catalogue],
            outside_library=self.library,
            webhooks=self.reader,
        )


async def a_client(ports: Ports, role: Role = Role.ADMIN) -> httpx.AsyncClient:
    await ports.catalogue.save([a_track(1, title="Song 1", artist="Band 1")])
    app = create_app(assemble(Settings(scan_on_start=False), ports))
    return client_from(app, headers=await credentials(ports, await move_in(ports, "ada", role), Scope.ADMIN))


@pytest.fixture
def place() -> Place:
    return Place()


@pytest.fixture
async def client(place: Place) -> AsyncIterator[httpx.AsyncClient]:
    async with await a_client(place.ports()) as one:
        yield one


async def items(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.get(PATH)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def until_state(client: httpx.AsyncClient, state: str) -> dict[str, Any]:
    async with asyncio.timeout(10):
        while (found := (await client.get(SENT)).json())["state"] != state:
            await asyncio.sleep(0)
    return found


async def test_stale_answers_are_shown_while_they_are_renewed(client: httpx.AsyncClient, place: Place):
    first = await items(client)
    assert [one["title"] for one in first["items"]] == ["Song 2", "Song 3", "Song 4"]
    assert not first["refreshing"]
    place.clock.advance(timedelta(days=8))
    place.provider.held.clear()
    stale = await items(client)
    assert len(stale["items"]) == 3
    assert stale["refreshing"]
    assert stale["sources"][0]["freshness"] == "stale"
    assert (await items(client))["refreshing"]
    place.provider.held.set()
    async with asyncio.timeout(10):
        while (found := await items(client))["refreshing"]:
            await asyncio.sleep(0)
    assert found["sources"][0]["freshness"] == "fresh"
    assert len(place.provider.asked) == 2


async def test_who_is_not_asked_for_now_is_told_to_come_again(client: httpx.AsyncClient, place: Place):
    """Sixteen questions are asked at once; the others are no less open for that."""
    paths = [f"{PATH}?bpm_min={60 + number}" for number in range(18)]
    for path in paths:
        assert len((await client.get(path)).json()["items"]) == 3
    place.clock.advance(timedelta(days=8))
    place.provider.held.clear()
    assert [(await client.get(path)).json()["refreshing"] for path in paths] == [True] * 18
    place.provider.held.set()
    async with asyncio.timeout(10):
        while (await client.get(paths[-1])).json()["refreshing"]:
            await asyncio.sleep(0)
    assert (await client.get(paths[-1])).json()["sources"][0]["freshness"] == "fresh"


async def test_words_and_conditions(client: httpx.AsyncClient, place: Place):
    place.provider.by_prompt = {"calm": [Suggestion(an_id(3), 1.0)]}
    found = (await client.get("/api/v1/recommendations?q=calm+piano")).json()
    assert [one["id"] for one in found["items"]] == [an_id(3).id]
    assert (await client.get(f"{PATH}?bpm_max=90&matching_key=true&genre=Rock&genre=jazz")).status_code == 200
    _, where = place.provider.asked[-1]
    assert (where.bpm, where.matching_key, where.genres) == ((1.0, 90.0), True, ("jazz", "rock"))
    genres = "&".join(f"genre={number}" for number in range(11))
    for query in ("key=13X", "bpm_min=9&bpm_max=8", genres, "limit=51", "same_key=true"):
        assert (await client.get(f"{PATH}?{query}")).status_code == 422
    for query in ("q=", "q=+", ""):
        assert (await client.get(f"/api/v1/recommendations?{query}")).status_code == 422


async def test_covers_are_fetched_for_who_asks(client: httpx.AsyncClient, place: Place):
    first = (await items(client))["items"][0]
    for _ in range(3):
        assert (await client.get(first["cover"])).status_code == 404
        assert (await client.get(first["cover"], params={"absent": "empty"})).status_code == 204
    assert place.images.asked == [an_external(2).cover]  # that there is none is remembered, for a while
    place.images.there = {an_external(2).cover: plain_png(9)}
    assert (await client.get(first["cover"])).status_code == 404
    place.clock.advance(timedelta(hours=1))
    shown = await client.get(first["cover"])
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert "max-age" in shown.headers["cache-control"]
    place.images.fails_with = Unavailable("covers.example", "It is down.")
    assert (await client.get(first["cover"])).status_code == 200
    other = (await items(client))["items"][1]["cover"]
    assert (await client.get(other)).status_code == 503
    assert (await client.get("/api/v1/recommendations/covers/spotify/unheard-of")).status_code == 404


async def test_a_track_is_sent_and_forgotten(client: httpx.AsyncClient, place: Place):
    place.library.fails_with = Refused("memory", RefusalReason.QUOTA, "There is no room.")
    assert (await client.get(SENT)).status_code == 404
    assert (await client.get(SENT, params={"absent": "empty"})).status_code == 204
    assert (await client.put(SENT)).json()["state"] == "sending"
    assert (await until_state(client, "failed"))["detail"]
    assert (await client.put("/api/v1/tracks/unheard-of/cyanite")).status_code == 404
    assert (await client.delete(SENT)).status_code == 204
    assert (await client.delete(SENT)).status_code == 404


class SlowLibrary(MemoryOutsideLibrary):
    """Knob: what is sent while `held` is cleared waits for it to be set."""

    held = asyncio.Event()

    async def add(self, *sent):
        await self.held.wait()
        return await super().add(*sent)


async def test_two_are_sent_at_once_and_others_not_forgotten_for_it(place: Place):
    place.library = SlowLibrary()
    place.library.held = asyncio.Event()
    ports = place.ports()
    async with await a_client(ports) as client:
        await ports.catalogue.save([a_track(number) for number in range(2, 5)])
        paths = [f"/api/v1/tracks/{track_id(number)}/cyanite" for number in range(1, 5)]
        sent = await asyncio.gather(*map(client.put, paths))
        assert sorted(answer.status_code for answer in sent) == [202, 202, 503, 503]
        assert {"retry-after"} <= sent[-1].headers.keys()
        again = await client.put(paths[0])  # of one that is under way nothing more is asked
        assert (again.status_code, again.json()["state"]) == (202, "sending")
        assert (await client.get(paths[3])).json()["state"] == "failed"
        place.library.held.set()
        async with asyncio.timeout(10):
            while (await client.put(paths[3])).status_code != 202:
                await asyncio.sleep(0)


async def test_a_service_that_refuses_is_told_as_such(place: Place):
    ports = place.ports()
    async with await a_client(ports) as client:
        upload = OutsideUpload(
            track=track_id(1),
            content_hash="",
            listening=OutsideListening(OutsideState.WAITING),
            changed_at=place.clock.now(),
            external=ExternalId("memory", "m-1"),
        )
        await ports.outside_uploads.keep(upload, None)
        place.library.fails_with = Refused("memory", RefusalReason.CREDENTIALS, "The key is wrong.")
        refused = await client.delete(SENT)
        problem = refused.json()
        assert (refused.status_code, problem["type"], problem["service"]) == (
            502,
            "/problems/refused-outside",
            "memory",
        )


async def test_messages_need_nobody_signed_in(client: httpx.AsyncClient, place: Place):
    body = b'{"id": "m-1", "outcome": "finished"}'
    del client.headers["authorization"]
    post = "/api/v1/webhooks/cyanite"
    for new in (True, False):
        answer = await client.post(post, content=body, headers={"Signature": place.reader.sign(body)})
        assert (answer.status_code, answer.json()) == (200, {"new": new})
    assert (await client.post(post, content=body, headers={"Signature": "x"})).status_code == 401
    assert (await client.post(post, content=bytes(65 * 1024))).status_code == 413


async def test_without_any_service():
    async with await a_client(memory_ports()) as client:
        assert (await client.get("/api/v1/capabilities")).json()["recommendations"] == NOBODY
        for method, path in (("GET", PATH), ("GET", "/api/v1/recommendations?q=calm"), ("PUT", SENT)):
            answer = await client.request(method, path)
            assert (answer.status_code, answer.json()["type"]) == (409, "/problems/conflict")
        assert (await client.post("/api/v1/webhooks/cyanite", content=b"{}")).status_code == 404
        assert (await client.get("/api/v1/tracks")).status_code == 200
