"""Bringing real files over a real socket, into a folder and into a bucket, until they are heard and gone again."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import numpy as np
import pytest

from musicsim.adapters.audio.tags import FileTagReader
from musicsim.adapters.audio.waveform import draw
from musicsim.adapters.filesystem.blob_store import FilesystemBlobStore
from musicsim.bootstrap import Application, open_application
from musicsim.config import Settings
from musicsim.domain.model.audio import InlineAudio
from musicsim.domain.model.uploaded import UploadOutcome
from musicsim.domain.model.user import Role
from tests.contracts.blob_store_contract import Stream
from tests.integration.test_http_server import Server
from tests.support.files import encoded, id3v1
from tests.support.servers.s3 import ACCESS_KEY, S3, SECRET_KEY
from tests.support.uploading import bring
from tests.unit.use_cases.library import tone

TRACKS, MINE = "/api/v1/tracks", "/api/v1/me/uploads"
SONG = encoded("mp3", {"title": "Lied", "artist": "Ada"}, seconds=4.0)
OWN = tone(220, seconds=4.0, rate=16_000)


@pytest.fixture(params=["folder", "bucket"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    (tmp_path / "music/uploads/old").mkdir(parents=True)
    (tmp_path / "music/uploads/old/own.wav").write_bytes(OWN)
    plain = Settings(library=str(tmp_path / "music"), data=tmp_path / "data", processes=1, scan_on_start=False)
    return plain if request.param == "folder" else in_a_bucket(plain, request.getfixturevalue("s3"))


def in_a_bucket(settings: Settings, s3: S3) -> Settings:
    bucket, prefix = s3.new_prefix()
    where = {"s3_endpoint": s3.endpoint, "s3_access_key": ACCESS_KEY, "s3_secret_key": SECRET_KEY}
    known = {name: getattr(settings, name) for name in settings.__struct_fields__}
    return Settings(**known | where | {"blobs": f"s3://{bucket}/{prefix}blobs"})


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[Application]:
    async with open_application(settings) as opened:
        yield opened


async def heard(client: httpx.AsyncClient) -> None:
    """Return when nothing that the person uploaded waits any more, as the events tell."""
    async with client.stream("GET", "/api/v1/events") as events:
        about = ""
        async for line in events.aiter_lines():
            name, _, value = line.partition(": ")
            about = value if name == "event" else about
            if name == "data" and about == "uploads" and not json.loads(value)["waiting"]:
                return
    raise AssertionError("the events ended")


async def test_from_the_form_to_the_ear_and_away(app: Application):
    server = Server(app)
    try:
        async with await server.client() as client:
            assert (await app.scan_library()).added == 1
            form = [("files", (name, data)) for name, data in (("holiday.jpg", SONG), ("x.mp3", b"none"), ("y", OWN))]
            answer = await client.post(TRACKS, files=form)
            assert answer.status_code == 201
            brought, refused, known = answer.json()["items"]
            assert (refused["outcome"], refused["reason"]) == ("refused", "not_audio")
            assert (known["outcome"], known["track"]["path"]) == ("duplicate", "uploads/old/own.wav")
            track = brought["track"]
            assert (track["title"], track["artist"], track["codec"]) == ("Lied", "Ada", "mp3")
            assert track["path"].endswith("/holiday.jpg.mp3")
            await heard(client)
            await check_it_is_a_track_like_any_other(client, app, track["id"])
            assert (await client.delete(f"{TRACKS}/{track['id']}")).status_code == 204
            assert (await client.get(f"{TRACKS}/{track['id']}/stream")).status_code == 404
            assert (await client.get(MINE)).json()["usage"] == {"files": 0, "size": 0}
            await check_it_goes_with_its_person(app)
            scan = await app.scan_library()
            assert (scan.listed, scan.missing, scan.restored, scan.error) == (1, 0, 0, "")
    finally:
        await server.stop()


async def check_it_goes_with_its_person(app: Application) -> None:
    lise, _ = await app.people.add_account("lise", Role.LISTENER)
    assert (await bring(app, lise.id, "song.mp3", SONG)).outcome is UploadOutcome.CREATED
    await app.people.delete_account(lise.id)


async def check_it_is_a_track_like_any_other(client: httpx.AsyncClient, app: Application, track_id: str) -> None:
    address = f"{TRACKS}/{track_id}"
    found = (await client.get(address)).json()
    assert (found["status"], found["duration"]) == ("analysed", pytest.approx(4.0, abs=0.1))
    whole = await client.get(f"{address}/stream")
    assert (whole.content, whole.headers["content-type"]) == (SONG, "audio/mpeg")
    part = await client.get(f"{address}/stream", headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.content) == (206, SONG[1000:2000])
    scan = await app.scan_library()
    assert (scan.listed, scan.to_read, scan.missing) == (2, 0, 0)
    [item] = (await client.get(MINE)).json()["items"]
    assert (item["name"], item["size"], item["track"]["id"]) == ("holiday.jpg", len(SONG), track_id)


async def test_what_a_blobs_file_holds_behind_the_audio_is_neither_read_nor_heard(tmp_path: Path):
    blobs = FilesystemBlobStore(tmp_path)
    data = encoded("mp3") + id3v1(b"From the end", b"Ada")
    await blobs.put("uploads/u/a.mp3", Stream([data]), "audio/mpeg")
    source, alone = await blobs.source("uploads/u/a.mp3"), InlineAudio(data)
    reader = FileTagReader()
    assert (await reader.read(source, "a.mp3")).title == "From the end"
    assert await reader.read(source, "a.mp3") == await reader.read(alone, "a.mp3")
    assert np.array_equal(draw(source, 100).peaks, draw(alone, 100).peaks)
