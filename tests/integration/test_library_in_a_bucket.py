"""The application whose library and blobs are in a bucket, from the upload to the listener."""

import io
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from musicsim.bootstrap import Application, open_application, open_upload
from musicsim.config import Settings
from musicsim.domain.errors import Invalid
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.use_cases.upload_library import UploadOptions
from musicsim.entrypoints.http.media_types import media_type_of
from musicsim.entrypoints.worker.worker import Worker
from tests.integration.test_http_server import Server
from tests.support.nursery import run
from tests.support.servers.s3 import ACCESS_KEY, S3, SECRET_KEY
from tests.unit.use_cases.library import tone

SOUNDS = {f"Ada/{pitch}.wav": tone(pitch, seconds=4.0, rate=16_000) for pitch in (220, 330, 440)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for key, data in SOUNDS.items():
        (tmp_path / "music" / key).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "music" / key).write_bytes(data)
    return tmp_path / "music"


@pytest.fixture
def settings(s3: S3, tmp_path: Path) -> Settings:
    bucket, prefix = s3.new_prefix()
    return Settings(
        library=f"s3://{bucket}/{prefix}music",
        blobs=f"s3://{bucket}/{prefix}blobs",
        data=tmp_path / "data",
        s3_endpoint=s3.endpoint,
        s3_access_key=ACCESS_KEY,
        s3_secret_key=SECRET_KEY,
        processes=1,
        scan_on_start=False,
        work=False,
    )


@pytest.fixture
async def app(settings: Settings, folder: Path) -> AsyncIterator[Application]:
    async with open_upload(settings, folder, None) as upload:
        assert (await upload(UploadOptions(media_type_of=media_type_of))).sent == len(SOUNDS)
    async with open_application(settings) as opened:
        yield opened


async def test_it_is_scanned_listened_to_and_asked_about(app: Application):
    worker = Worker(app)
    scan = await worker.scan()
    assert (scan.added, scan.error) == (len(SOUNDS), "")
    assert await worker.drain()
    counts = (await app.report_status()).counts
    assert (counts.analysed, counts.pending) == (len(SOUNDS), 0)
    [seed, *_] = (await app.search_tracks(TrackQuery())).items
    assert (seed.metadata.artist, seed.metadata.duration) == ("Ada", pytest.approx(4.0))
    answer = await app.find_similar(seed.id)
    assert len(answer.hits) + len(answer.copies) == len(SOUNDS) - 1
    assert (await worker.scan()).to_read == 0
    findings = {finding.part: finding for finding in await app.diagnose()}
    assert [finding for finding in findings.values() if not finding.healthy] == []
    assert "can be read" in findings["library"].seen
    assert "can be written to" in findings["blobs"].seen


async def test_it_is_streamed_by_ranges_like_any_other(app: Application):
    server = Server(app)
    try:
        async with await server.client() as client:
            await app.scan_library()
            track = (await client.get("/api/v1/tracks", params={"q": "220"})).json()["items"][0]
            address, data = f"/api/v1/tracks/{track['id']}/stream", SOUNDS["Ada/220.wav"]
            whole = await client.get(address)
            assert (whole.status_code, whole.content) == (200, data)
            assert whole.headers["content-type"] == "audio/wav"
            for asked, start, stop in (("1000-50000", 1000, 50_001), ("100000-", 100_000, None), ("-10", -10, None)):
                part = await client.get(address, headers={"Range": f"bytes={asked}"})
                assert (part.status_code, part.content) == (206, data[start:stop])
            etag = whole.headers["etag"]
            assert (await client.get(address, headers={"If-None-Match": etag})).status_code == 304
            assert int((await client.head(address)).headers["content-length"]) == len(data)
            assert (await client.get(address, headers={"Range": f"bytes={len(data)}-"})).status_code == 416
    finally:
        await server.stop()


async def test_an_outage_is_a_503_and_passes(s3: S3, app: Application):
    server = Server(app)
    try:
        async with await server.client() as client:
            await app.scan_library()
            [track, *_] = (await client.get("/api/v1/tracks")).json()["items"]
            address = f"/api/v1/tracks/{track['id']}/stream"
            s3.stop()
            try:
                answer = await client.get(address)
                assert (answer.status_code, answer.json()["service"]) == (503, "library")
                assert (await client.get("/api/v1/tracks")).status_code == 200
            finally:
                s3.start()
            assert (await client.get(address)).status_code == 200
    finally:
        await server.stop()


async def test_only_a_bucket_can_be_uploaded_to(folder: Path):
    for to, library in ((None, "music"), ("/some/folder", "s3://bucket")):
        with pytest.raises(Invalid, match="--to"):
            async with open_upload(Settings(library=library), folder, to):
                pass


@pytest.fixture
def environment(settings: Settings) -> dict[str, str]:
    return {**os.environ} | {
        "MUSICSIM_LIBRARY": settings.library,
        "MUSICSIM_DATA": str(settings.data),
        "MUSICSIM_S3_ENDPOINT": settings.s3_endpoint,
        "MUSICSIM_S3_ACCESS_KEY": settings.s3_access_key,
        "MUSICSIM_S3_SECRET_KEY": settings.s3_secret_key,
    }


def test_on_the_command_line(s3: S3, settings: Settings, folder: Path, environment: dict[str, str]):
    def musicsim(*words: str) -> tuple[int, dict[str, object]]:
        done = run([*words, "--json"], environment)
        return done.returncode, json.loads(done.stdout)

    assert musicsim("upload", str(folder)) == (
        0,
        {
            "files": 3,
            "sent": 3,
            "sent_bytes": sum(map(len, SOUNDS.values())),
            "there": 0,
            "different": [],
            "failed": [],
        },
    )
    bucket, _, prefix = settings.library.removeprefix("s3://").partition("/")
    changed = io.BytesIO(b"other")
    s3.client().put_object(bucket, f"{prefix}/Ada/220.wav", changed, 5)
    code, said = musicsim("upload", str(folder))
    assert (code, said["there"], said["different"]) == (4, 2, ["Ada/220.wav"])
