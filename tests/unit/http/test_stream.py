"""A track's audio over HTTP."""

from collections.abc import AsyncIterator

import httpx
import pytest

from musicsim.adapters.memory.audio_store import MemoryAudioStore
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.track import Track
from musicsim.entrypoints.http.media_types import UNKNOWN, media_type_of
from musicsim.entrypoints.http.streaming import StreamingResponse, peeked
from tests.unit.http.conftest import Served
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


async def test_the_whole_file(served: Served, client: httpx.AsyncClient) -> None:
    track = await served.one()
    answer = await client.get(_address(track), headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.content) == (200, TONE)
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["content-length"] == str(len(TONE))
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["etag"] == f'"{track.content_hash[:32]}"'
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "start", "stop"), [("bytes=0-0", 0, 1), ("bytes=44-", 44, len(TONE)), ("bytes=-10", -10, None)]
)
async def test_a_range_of_it(
    served: Served, client: httpx.AsyncClient, asked: str, start: int, stop: int | None
) -> None:
    answer = await client.get(_address(await served.one()), headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, TONE[start:stop])
    assert answer.headers["content-length"] == str(len(TONE[start:stop]))
    first, last, size = answer.headers["content-range"].removeprefix("bytes ").replace("/", "-").split("-")
    assert TONE[int(first) : int(last) + 1] == answer.content
    assert int(size) == len(TONE)


async def test_several_ranges_get_everything_and_one_past_the_end_nothing(
    served: Served, client: httpx.AsyncClient
) -> None:
    address = _address(await served.one())
    assert (await client.get(address, headers={"Range": "bytes=0-1,5-6"})).content == TONE
    beyond = await client.get(address, headers={"Range": f"bytes={len(TONE)}-"})
    assert (beyond.status_code, beyond.json()["type"]) == (416, "/problems/range-not-satisfiable")
    assert beyond.headers["content-range"] == f"bytes */{len(TONE)}"


async def test_what_is_known_is_not_sent_again(served: Served, client: httpx.AsyncClient) -> None:
    address = _address(await served.one())
    etag = (await client.head(address)).headers["etag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = await client.get(address, headers={"If-None-Match": known, "Range": "bytes=0-1"})
        assert (answer.status_code, answer.content) == (304, b""), known
    assert (await client.head(address, headers={"If-None-Match": etag})).status_code == 304
    assert (await client.get(address, headers={"If-None-Match": '"other"'})).status_code == 200


async def test_a_range_holds_for_the_version_that_was_meant(served: Served, client: httpx.AsyncClient) -> None:
    address = _address(await served.one())
    etag = (await client.head(address)).headers["etag"]
    part = {"Range": "bytes=0-9"}
    assert (await client.get(address, headers=part | {"If-Range": etag})).status_code == 206
    for other in ('"other"', f"W/{etag}", "Wed, 21 Oct 2015 07:28:00 GMT"):
        assert (await client.get(address, headers=part | {"If-Range": other})).status_code == 200
    assert (await client.get(address, headers=part | {"If-Match": etag})).status_code == 206
    refused = await client.get(address, headers=part | {"If-Match": '"other"'})
    assert (refused.status_code, refused.json()["type"]) == (412, "/problems/precondition-failed")


async def test_its_size_alone(served: Served, client: httpx.AsyncClient) -> None:
    answer = await client.head(_address(await served.one()))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(TONE))
    assert answer.headers["content-type"] == "audio/wav"


async def test_a_file_that_changed_since_the_scan_has_another_tag(served: Served, client: httpx.AsyncClient) -> None:
    track = await served.one()
    served.library.store.put("tone.wav", tone(220))
    answer = await client.head(_address(track))
    assert track.content_hash[:32] not in answer.headers["etag"]


async def test_an_empty_file(served: Served, client: httpx.AsyncClient) -> None:
    track = (await served.fill(empty=b""))["empty.wav"]
    answer = await client.get(_address(track), headers={"Range": "bytes=-5"})
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", "0")
    assert (await client.get(_address(track), headers={"Range": "bytes=0-"})).status_code == 416


async def test_a_file_that_is_gone_or_denied(served: Served, client: httpx.AsyncClient) -> None:
    track = (await served.fill(denied=tone(550)))["denied.wav"]
    served.library.store.deny("denied.wav", FailureReason.UNREADABLE)
    assert (await client.get(_address(track))).status_code == 409
    assert (await client.head(_address(track))).status_code == 409
    served.library.store.remove("denied.wav")
    answer = await client.get(_address(track))
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


async def test_names_go_along_in_any_script(served: Served, client: httpx.AsyncClient) -> None:
    track = (await served.fill(Élan__東=TONE))["Élan/東.wav"]
    answer = await client.head(_address(track))
    assert answer.headers["content-disposition"] == "inline; filename=\"_.wav\"; filename*=UTF-8''%E6%9D%B1.wav"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("a/b.MP3", "audio/mpeg"),
        ("x.flac", "audio/flac"),
        ("x.opus", "audio/ogg"),
        ("x.ra", UNKNOWN),
    ],
)
def test_media_types(key: str, expected: str) -> None:
    assert media_type_of(key) == expected


class _Tape:
    """Chunks that say whether they were put away."""

    def __init__(self) -> None:
        self.closed = False

    async def play(self) -> AsyncIterator[bytes]:
        try:
            while True:
                yield b"more"
        finally:
            self.closed = True


async def test_the_file_is_closed_when_the_client_goes_away() -> None:
    tape, sent = _Tape(), []

    async def send(message: object) -> None:
        sent.append(message)
        if len(sent) == 3:
            raise OSError("the client is gone")

    async def receive() -> dict[str, str]:
        return {"type": "http.request"} if len(sent) < 3 else {"type": "http.disconnect"}

    response = StreamingResponse(iterator=await peeked(tape.play()))
    with pytest.raises(ExceptionGroup):
        await response.send_body(send, receive)  # type: ignore[arg-type]
    assert tape.closed


async def test_the_file_is_closed_when_the_client_went_before_anything_was_sent() -> None:
    tape = _Tape()
    await (await peeked(tape.play())).aclose()
    assert tape.closed


async def test_what_is_wrong_shows_before_the_first_byte() -> None:
    with pytest.raises(Exception, match="vanished"):
        await peeked(MemoryAudioStore().read("nothing.wav"))
