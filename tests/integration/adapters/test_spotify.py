"""Spotify's adapter keeps the promises of its port, and tames spotipy."""

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

pytest.importorskip("spotipy", reason="the extra spotify is not installed")

from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.spotify.client import Access, SpotifyClient
from musicsim.adapters.spotify.metadata import SpotifyMetadata
from musicsim.domain.errors import MusicsimError, Unavailable
from musicsim.domain.model.beyond import ExternalTrack
from musicsim.domain.model.outside import Garbled, Refused, Throttled
from tests.contracts.metadata_provider_contract import MetadataProviderContract, MetadataWorld
from tests.contracts.outside import Trouble
from tests.support.externals import sought
from tests.support.standins.serving import free_address, serving
from tests.support.standins.spotify import CLIENT, SECRET, Spotify


@pytest.fixture(scope="module")
def served() -> Iterator[Spotify]:
    standin = Spotify()
    with serving(standin.application(), standin) as standin.address:
        yield standin


@pytest.fixture
def spotify(served: Spotify) -> Spotify:
    served.reset()
    return served


class SpotifyWorld(MetadataWorld):
    service = "spotify"

    def __init__(self, spotify: Spotify):
        self.spotify = spotify
        self.clients: list[SpotifyClient] = []
        self.turn(spotify.address)

    def turn(self, address: str, secret: str = SECRET) -> None:
        access = Access(client_id=CLIENT, client_secret=secret, api=f"{address}/v1/", tokens=f"{address}/api/token")
        self.clients.append(SpotifyClient(access, ManualClock()))
        self.provider = SpotifyMetadata(self.clients[-1])

    def publish(self, *tracks: ExternalTrack) -> None:
        self.spotify.tracks += tracks

    def suffer(self, trouble: Trouble) -> None:
        if trouble is Trouble.AWAY:
            self.turn(free_address())
        elif trouble is Trouble.CREDENTIALS:
            self.turn(self.spotify.address, "wrong")
        else:
            self.spotify.trouble = trouble

    def recover(self) -> None:
        self.spotify.trouble = None


@pytest.fixture
def world(spotify: Spotify) -> Iterator[SpotifyWorld]:
    world = SpotifyWorld(spotify)
    yield world
    for client in world.clients:
        client.close()


class TestSpotifyMetadata(MetadataProviderContract):
    @pytest.fixture
    def world(self, world: SpotifyWorld) -> SpotifyWorld:
        return world


async def test_one_token_serves_many_questions(world: SpotifyWorld):
    world.publish(world.track(1))
    await world.provider.get(world.track(1).id.id)
    async with anyio.create_task_group() as group:
        for _ in range(12):
            group.start_soon(world.provider.get, world.track(1).id.id)
    assert world.spotify.issued == 1


async def test_a_token_that_was_withdrawn_is_replaced_once(world: SpotifyWorld):
    world.publish(world.track(1))
    await world.provider.get(world.track(1).id.id)
    world.spotify.token = "another"
    assert await world.provider.get(world.track(1).id.id) == world.track(1)
    assert world.spotify.issued == 2
    world.spotify.errors = [(401, {"error": {"status": 401}}, {})] * 2
    with pytest.raises(Refused):
        await world.provider.get(world.track(1).id.id)


@pytest.mark.parametrize(
    ("status", "body", "headers", "error"),
    [
        (429, {"error": {"status": 429, "reason": "QUOTA_EXCEEDED"}}, {"Retry-After": "7"}, Throttled),
        (429, {"error": {"status": 429}}, {}, Throttled),
        (429, {"error": "odd"}, {"Retry-After": "7"}, Throttled),
        (429, ["odd"], {"Retry-After": "7"}, Throttled),
        (503, {"error": {"status": 503}}, {"Retry-After": "7"}, Throttled),
        (503, {"error": {"status": 503}}, {}, Unavailable),
        (502, b"<html>", {}, Unavailable),
        (403, {"error": {"status": 403}}, {}, Refused),
        (418, {"error": {"status": 418}}, {}, Refused),
    ],
)
async def test_errors_keep_their_meaning(world: SpotifyWorld, status, body, headers, error: type[MusicsimError]):
    world.spotify.errors = [(status, body, headers)]
    with pytest.raises(error) as caught:
        await world.provider.find(sought(world.track(1)))
    assert type(caught.value) is error
    if isinstance(caught.value, Throttled):
        assert caught.value.retry_after == (7 if headers else 30)
    assert len([path for _, path in world.spotify.asked if path == "/v1/search"]) == 1


@pytest.mark.parametrize("status", [301, 302, 307])
async def test_nobody_leads_it_elsewhere(world: SpotifyWorld, status: int):
    await world.provider.find(sought(world.track(1)))
    world.spotify.asked.clear()
    world.spotify.errors = [(status, {}, {"Location": "/v1/tracks/elsewhere"})]
    with pytest.raises(Unavailable):
        await world.provider.find(sought(world.track(1)))
    assert [path for _, path in world.spotify.asked] == ["/v1/search"]


@pytest.mark.parametrize(
    ("dud", "error"),
    [
        ((503, {"error": "server_error"}), Unavailable),
        ((429, {}), Throttled),
        ((200, {}), Garbled),
        ((200, []), Garbled),
        ((200, "token"), Garbled),
        ((500, ["odd"]), Unavailable),
    ],
)
async def test_so_do_those_of_its_token_desk(world: SpotifyWorld, dud, error: type[MusicsimError]):
    world.spotify.dud = dud
    with pytest.raises(error) as caught:
        await world.provider.find(sought(world.track(1)))
    assert type(caught.value) is error


@pytest.mark.parametrize("nonsense", [b"[]", b"{}", b'{"tracks": []}', b'{"tracks": {"items": [1]}}', b'{"name": 1}'])
async def test_other_shapes_are_a_clear_error(world: SpotifyWorld, nonsense: bytes):
    await world.provider.find(sought(world.track(1)))
    world.spotify.trouble, world.spotify.nonsense = Trouble.NONSENSE, nonsense
    with pytest.raises(Garbled):
        await world.provider.find(sought(world.track(1)))


async def test_what_is_no_track_of_the_catalogue_is_passed_over(world: SpotifyWorld):
    world.publish(world.track(1))
    world.spotify.items = [None, {"id": None, "name": "Song 1", "is_local": True}]
    assert await world.provider.find(sought(world.track(1))) == [world.track(1)]


async def test_texts_are_fit_to_be_kept(world: SpotifyWorld):
    odd = {"id": world.track(1).id.id, "name": "Song\0 \n1", "artists": [{"name": "B" * 999}]}
    world.spotify.items = [odd | {"external_urls": {"spotify": "https://x/\0"}}, odd | {"id": "x" * 5000}]
    (found,) = await world.provider.find(sought(world.track(1)))
    assert (found.title, found.artist, found.link) == ("Song 1", "B" * 500, "")


async def test_the_event_loop_is_free_meanwhile_and_a_question_can_be_given_up(world: SpotifyWorld):
    world.spotify.unanswered = True
    with anyio.move_on_after(0.05) as scope:
        await world.provider.get(world.track(1).id.id)
    assert scope.cancelled_caught
    world.spotify.hanging.set()


async def test_no_more_than_four_are_asked_at_once(world: SpotifyWorld):
    world.publish(world.track(1))
    busy, most, lock = 0, 0, threading.Lock()
    all_in = threading.Barrier(4, timeout=10)

    def slow(client: object) -> None:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        all_in.wait()
        with lock:
            busy -= 1

    async with anyio.create_task_group() as group:
        for _ in range(8):
            group.start_soon(world.clients[0].call, slow)
    assert most == 4


async def test_secrets_are_in_no_log_message_or_file(
    world: SpotifyWorld, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    caplog.set_level(logging.DEBUG)
    world.publish(world.track(1))
    await world.provider.get(world.track(1).id.id)
    world.spotify.errors = [(500, {"error": {"status": 500}}, {})]
    with pytest.raises(Unavailable) as caught:
        await world.provider.get(world.track(1).id.id)
    told = f"{caplog.text} {caught.getrepr(chain=True)} {world.clients[0]!r} {world.provider!r}"
    assert world.spotify.token
    assert all(secret not in told for secret in (SECRET, world.spotify.token))
    assert os.listdir(tmp_path) == []  # noqa: PTH208


async def test_faults_of_ours_are_not_taken_for_spotifys(world: SpotifyWorld):
    with pytest.raises(ZeroDivisionError):
        await world.clients[0].call(lambda client: 1 / 0)
