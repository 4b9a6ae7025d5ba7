"""A track's audio over HTTP, in other formats than its own, and from elsewhere."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from litestar.testing import AsyncTestClient

from musicsim.adapters.memory.audio_store import MemoryAudioStore
from musicsim.adapters.memory.transcoder import MemoryTranscoder
from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.failure import Failure, FailureReason, UnreadableAudio
from musicsim.domain.model.track import Track
from musicsim.domain.rules.tagging import OwnWords
from musicsim.entrypoints.http.app import create_app
from tests.unit.http.conftest import HERE, Client, Served
from tests.unit.use_cases.library import tone

TONE = tone(440)


@pytest.fixture
def served(emptied: Served) -> Served:
    """What all tests of this module share: each has files of its own, or leaves them as they were."""
    return emptied


@pytest.fixture
def client(resident: httpx.AsyncClient) -> httpx.AsyncClient:
    return resident


def _address(track: Track) -> str:
    return f"/api/v1/tracks/{track.id}/stream"


async def _alac(served: Served) -> Track:
    served.library.tags.words["a.m4a"] = OwnWords(codec="alac", bitrate=900)
    served.library.store.put("a.m4a", TONE)
    await served.library.scan()
    await served.library.listen()
    return (await served.library.tracks())["a.m4a"]


async def test_what_is_asked_for_comes(served: Served, client: httpx.AsyncClient) -> None:
    address = _address(await _alac(served))
    for asked, line, media_type, name in (
        ("format=auto", "opus at 128 from 0", "audio/ogg", "a.opus"),
        ("format=opus&bitrate=64", "opus at 64 from 0", "audio/ogg", "a.opus"),
        ("format=mp3", "mp3 at 192 from 0", "audio/mpeg", "a.mp3"),
        ("format=aac&bitrate=96&start=12.5", "aac at 96 from 12.5", "audio/aac", "a.aac"),
        ("format=auto&start=3", "opus at 128 from 3", "audio/ogg", "a.opus"),
    ):
        await _comes(client, f"{address}?{asked}", line, media_type, name)


async def _comes(client: httpx.AsyncClient, address: str, line: str, media_type: str, name: str) -> None:
    answer = await client.get(address, headers={"Range": "bytes=0-", "Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.content) == (200, line.encode() + b"\n" + TONE)
    assert answer.headers["content-type"] == media_type
    assert answer.headers["accept-ranges"] == "none"
    assert answer.headers["content-disposition"] == f'inline; filename="{name}"'
    assert {"content-length", "content-encoding"}.isdisjoint(answer.headers)
    head = await client.head(address)
    assert (head.status_code, head.content, head.headers["content-type"]) == (200, b"", media_type)
    assert head.headers["etag"] == answer.headers["etag"]
    again = await client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_what_browsers_play_comes_as_it_is(served: Served, client: httpx.AsyncClient) -> None:
    track = await served.one()
    answer = await client.get(f"{_address(track)}?format=auto", headers={"Range": "bytes=4-9"})
    assert (answer.status_code, answer.content) == (206, TONE[4:10])
    assert (await client.head(f"{_address(track)}?format=auto")).headers["accept-ranges"] == "bytes"


async def test_a_track_tells_whether_browsers_play_it(served: Served, client: httpx.AsyncClient) -> None:
    """As `format=auto` will have it: clients need not ask for each."""
    await served.one()
    alac = await _alac(served)
    for track in (await client.get("/api/v1/tracks")).json()["items"]:
        comes = (await client.head(f"/api/v1/tracks/{track['id']}/stream?format=auto")).headers["accept-ranges"]
        assert (track["playable"], comes) == ((False, "none") if track["id"] == alac.id else (True, "bytes"))
    assert (await client.get(f"/api/v1/tracks/{alac.id}")).json()["playable"] is False


async def test_who_says_what_they_accept_gets_that(served: Served, client: httpx.AsyncClient) -> None:
    address = f"{_address(await served.one())}?format=auto"
    for accept, expected in (
        ("audio/mpeg", b"mp3 at 192"),
        ("audio/aac, audio/mpeg;q=0.1", b"aac at 160"),
        ("audio/ogg;q=0, */*", TONE[:10]),
        ("audio/wav", TONE[:10]),
        ("text/html", TONE[:10]),
        ("*/*", TONE[:10]),
    ):
        answer = await client.get(address, headers={"Accept": accept})
        assert answer.content[:10] == expected[:10], accept
        assert answer.headers["vary"] == "Accept"


async def test_a_download_is_saved(served: Served, client: httpx.AsyncClient) -> None:
    track = await _alac(served)
    plain = await client.get(f"{_address(track)}?download=true")
    assert plain.headers["content-disposition"] == 'attachment; filename="a.m4a"'
    assert plain.content == TONE
    made = await client.head(f"{_address(track)}?download=1&format=mp3")
    assert made.headers["content-disposition"] == 'attachment; filename="a.mp3"'


async def test_what_cannot_be_asked(served: Served, client: httpx.AsyncClient) -> None:
    address = _address(await served.one())
    for asked, field in (
        ("format=wav", "format"),
        ("format=mp3&bitrate=10", "bitrate"),
        ("format=mp3&bitrate=999", "bitrate"),
        ("format=mp3&start=-1", "start"),
        ("format=mp3&start=nan", "start"),
        ("start=5", "start"),
        ("bitrate=128", "bitrate"),
        ("formt=mp3", "formt"),
    ):
        answer = await client.get(f"{address}?{asked}")
        assert (answer.status_code, answer.json()["field"]) == (422, field), asked


async def test_a_full_house_is_a_503_that_says_when_to_come_back(served: Served, client: httpx.AsyncClient) -> None:
    track = await _alac(served)
    transcoder = served.library.ports.transcoder
    assert isinstance(transcoder, MemoryTranscoder)
    usual, transcoder.most = transcoder.most, 0
    answer = await client.get(f"{_address(track)}?format=auto")
    transcoder.most = usual
    assert (answer.status_code, answer.json()["service"]) == (503, "transcoder")
    assert answer.headers["retry-after"] == "5"
    assert (await client.get(_address(track))).status_code == 200


async def test_what_cannot_be_decoded_is_a_409(served: Served, client: httpx.AsyncClient) -> None:
    track = await _alac(served)
    transcoder = served.library.ports.transcoder
    transcoder.fault = UnreadableAudio(FailureReason.DAMAGED, "there is nothing to be heard")
    assert (await client.get(f"{_address(track)}?format=auto")).status_code == 409
    transcoder.fault = Unavailable("library", "The disk is gone.")
    assert (await client.get(f"{_address(track)}?format=auto")).status_code == 503
    transcoder.fault = None


async def test_what_took_a_process_down_is_not_tried_again(served: Served, client: httpx.AsyncClient) -> None:
    track = await _alac(served)
    row = served.library.database.rows[track.id]
    for reason in (FailureReason.CRASHED, FailureReason.TIMED_OUT, FailureReason.TOO_LARGE):
        row.track = replace(row.track, failure=Failure(reason))
        assert (await client.get(f"{_address(track)}?format=auto")).status_code == 409
    assert (await client.get(_address(track))).status_code == 200


class _Bucket(MemoryAudioStore):
    """A store with addresses."""

    async def url(self, key: str, seconds: float, media_type: str = "") -> str | None:
        return f"https://s3.example/{key}?for={seconds:g}&as={media_type}"


@pytest.fixture
def elsewhere() -> Served:
    served = Served()
    served.library.store = _Bucket()
    return served


@pytest.fixture
async def sent_away(elsewhere: Served) -> AsyncIterator[Client]:
    settings = Settings(
        scan_on_start=False,
        stream_redirect=True,
        library="s3://music/all",
        blobs="s3://own",
        s3_endpoint="https://s3.example:9000",
    )
    app = create_app(assemble(settings, elsewhere.library.ports))
    async with AsyncTestClient(app, base_url=HERE) as client:
        client.headers.update(await elsewhere.headers())
        yield client


async def test_listeners_are_sent_to_the_bucket(elsewhere: Served, sent_away: Client) -> None:
    track = await elsewhere.one()
    answer = await sent_away.get(_address(track), headers={"Range": "bytes=5-"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (
        307,
        "https://s3.example/tone.wav?for=21600&as=audio/wav",
    )
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content == b""


async def test_some_things_only_this_server_can_send(elsewhere: Served, sent_away: Client) -> None:
    track = await elsewhere.one()
    head = await sent_away.head(_address(track))
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(TONE)))
    assert (await sent_away.get(f"{_address(track)}?download=1")).content == TONE
    assert (await sent_away.get(f"{_address(track)}?format=mp3")).content.startswith(b"mp3 at")
    etag = head.headers["etag"]
    assert (await sent_away.get(_address(track), headers={"If-None-Match": etag})).status_code == 304
    elsewhere.library.store.remove("tone.wav")
    assert (await sent_away.get(_address(track))).status_code == 404


async def test_pages_may_play_from_there(sent_away: Client, client: httpx.AsyncClient) -> None:
    policy = (await sent_away.get("/")).headers["content-security-policy"]
    origins = "https://s3.example:9000 https://music.s3.example:9000 https://own.s3.example:9000"
    assert f"; media-src 'self' blob: {origins}; " in policy
    assert "; media-src 'self' blob:; " in (await client.get("/")).headers["content-security-policy"]
