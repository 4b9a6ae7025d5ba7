"""Sound, words and pictures out of real files, through a real server, from a folder and from a bucket."""

import asyncio
import io
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import av
import httpx
import pytest
from PIL import Image

from musicsim.bootstrap import Application, open_application
from musicsim.config import Settings
from musicsim.entrypoints.worker.pace import Pace
from tests.integration.test_http_server import PATIENCE, Server
from tests.support import files
from tests.support.children import children
from tests.support.encode import encoded
from tests.support.servers.s3 import ACCESS_KEY, S3, SECRET_KEY
from tests.support.sounds import RATE, tone, wav

MODULE = "musicsim.adapters.audio.transcoding_process"

CALM = Pace(idle=3600)  # nothing is to be done

Put = Callable[[str, bytes], None]


def picture(colour: tuple[int, int, int], kind: str = "PNG", size: tuple[int, int] = (300, 200)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def fill(put: Put) -> None:
    put("Ann/One/a.m4a", encoded(tone(440, 2.0), RATE, "ipod", "alac"))
    put("Ann/One/Cover.JPG", picture((255, 0, 0), "JPEG"))
    put("Ann/One/a.lrc", "[00:01.00]Süße".encode())
    put("Ann/Two/CD 1/b.flac", files.with_cover("flac", files.encoded("flac"), picture((0, 255, 0))))
    put("Ann/Two/CD 1/c.aiff", encoded(tone(660, 1.0), RATE, "aiff", "pcm_s16be"))
    put("Ann/Two/folder.png", picture((0, 0, 255)))
    put("Ben/long.wav", wav(tone(440, 60)))
    put("Ben/broken.m4a", encoded(tone(440, 1.0), RATE, "ipod", "alac")[:2000])


@asynccontextmanager
async def served(settings: Settings) -> AsyncIterator[tuple[Application, httpx.AsyncClient]]:
    async with open_application(settings) as app:
        await app.scan_library()
        server = Server(app, CALM)
        try:
            async with await server.client() as client:
                yield app, client
        finally:
            await server.stop()


@pytest.fixture
def in_a_folder(tmp_path: Path) -> Settings:
    def put(key: str, data: bytes) -> None:
        (tmp_path / "music" / key).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "music" / key).write_bytes(data)

    fill(put)
    return Settings(library=str(tmp_path / "music"), data=tmp_path / "data", processes=1, work=False, transcodes=1)


@pytest.fixture
def in_a_bucket(s3: S3, tmp_path: Path) -> Settings:
    bucket, prefix = s3.new_prefix()
    client = s3.client()
    fill(lambda key, data: client.put_object(bucket, f"{prefix}music/{key}", io.BytesIO(data), len(data)))
    return Settings(
        library=f"s3://{bucket}/{prefix}music",
        blobs=f"s3://{bucket}/{prefix}blobs",
        data=tmp_path / "data",
        s3_endpoint=s3.endpoint,
        s3_access_key=ACCESS_KEY,
        s3_secret_key=SECRET_KEY,
        processes=1,
        work=False,
        stream_redirect=True,
    )


async def address_of(client: httpx.AsyncClient, title: str) -> str:
    [track] = [one for one in (await client.get("/api/v1/tracks")).json()["items"] if one["title"] == title]
    return f"/api/v1/tracks/{track['id']}"


def seconds_of(data: bytes) -> float:
    with av.open(io.BytesIO(data)) as container:
        stream = container.streams.audio[0]
        return sum(frame.samples for frame in container.decode(stream)) / stream.rate


def colour_of(data: bytes) -> str:
    image = Image.open(io.BytesIO(data)).convert("RGB")
    return "rgb"[max(range(3), key=lambda channel: image.getpixel((5, 5))[channel])]


async def test_out_of_a_folder(in_a_folder: Settings) -> None:
    async with served(in_a_folder) as (_, client):
        await sound_words_and_pictures(client)
        address = f"{await address_of(client, 'long')}/stream?format=mp3&bitrate=320"
        await ends_with_its_listener(client, address)
        assert (await client.get(f"{address}&start=59.5")).status_code == 200  # its place is free again
        await ends_with_its_process(client, address)


async def test_out_of_a_bucket(in_a_bucket: Settings) -> None:
    async with served(in_a_bucket) as (_, client):
        await sound_words_and_pictures(client)
        await are_sent_to_the_bucket(client, f"{await address_of(client, 'long')}/stream")


async def sound_words_and_pictures(client: httpx.AsyncClient) -> None:
    a, b, c = [await address_of(client, title) for title in "abc"]
    made = await client.get(f"{a}/stream?format=auto")
    assert (made.status_code, made.headers["content-type"]) == (200, "audio/ogg")
    assert seconds_of(made.content) == pytest.approx(2.0, abs=0.05)
    part = await client.get(f"{a}/stream?format=mp3&start=1.5")
    assert seconds_of(part.content) == pytest.approx(0.5, abs=0.1)
    assert (await client.get(f"{a}/lyrics")).json()["lines"] == [{"time": 1.0, "text": "Süße"}]
    assert (await client.get(f"{b}/lyrics")).status_code == 404
    assert [colour_of((await client.get(f"{one}/artwork?size=128")).content) for one in (a, b, c)] == list("rgb")
    small = Image.open(io.BytesIO((await client.get(f"{c}/artwork?size=64")).content))
    assert (small.format, small.size) == ("WEBP", (64, 43))
    assert (await client.get(f"{await address_of(client, 'long')}/artwork")).status_code == 404
    assert (await client.get(f"{await address_of(client, 'broken')}/stream?format=auto")).status_code == 409
    assert children(MODULE) == []


async def are_sent_to_the_bucket(client: httpx.AsyncClient, address: str) -> None:
    answer = await client.get(address)
    assert (answer.status_code, answer.headers["cache-control"]) == (307, "no-store")
    async with httpx.AsyncClient() as anybody:  # who follows it shows nothing but the address
        part = await anybody.get(answer.headers["location"], headers={"Range": "bytes=44-99"})
    assert (part.status_code, part.headers["content-type"]) == (206, "audio/wav")
    assert part.content == wav(tone(440, 60))[44:100]
    download = await client.get(f"{address}?download=1", headers={"Range": "bytes=0-9"})
    assert (download.status_code, len(download.content)) == (206, 10)


async def ends_with_its_listener(client: httpx.AsyncClient, address: str) -> None:
    async with client.stream("GET", address) as listening:
        await anext(listening.aiter_raw(1000))
        assert len(children(MODULE)) == 1
    async with asyncio.timeout(PATIENCE):
        while children(MODULE):
            await asyncio.sleep(0.01)


async def ends_with_its_process(client: httpx.AsyncClient, address: str) -> None:
    async with client.stream("GET", address) as listening:
        chunks = listening.aiter_raw(1000)
        await anext(chunks)
        os.kill(children(MODULE)[0], signal.SIGKILL)
        with pytest.raises(httpx.RemoteProtocolError):
            _ = [chunk async for chunk in chunks]
    assert (await client.get("/api/v1/health/live")).status_code == 200
