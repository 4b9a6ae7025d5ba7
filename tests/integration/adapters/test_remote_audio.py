"""Audio that lies elsewhere: heard as if it were here, by as few bytes as need be, and outages are no damage."""

import io
import time
from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.audio import worker
from musicsim.adapters.audio.decode import Heard, hear
from musicsim.adapters.audio.opening import opened
from musicsim.adapters.audio.pool import PooledAnalyser
from musicsim.adapters.audio.remote import BLOCK, RemoteFile
from musicsim.adapters.audio.tags import FileTagReader
from musicsim.adapters.minio.audio_store import MinioAudioStore
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import AudioSource, InlineAudio, RemoteAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from tests.contracts.blob_store_contract import pattern
from tests.support.encode import encoded
from tests.support.relay import Relay
from tests.support.s3 import bucket_on
from tests.support.servers.s3 import S3
from tests.support.sounds import noise, tone
from tests.support.standin import answering_by

FORMATS = {"mp3": ("mp3", "libmp3lame", 96_000), "flac": ("flac", "flac", None), "m4a": ("ipod", "aac", 96_000)}
RATE = 16_000
SECONDS = {"mp3": 240, "flac": 240, "m4a": 60}  # an encoder of AAC takes its time
SHARE = {"mp3": 0.6, "flac": 0.6, "m4a": 1.0}


@cache
def track(kind: str, seconds: int | None = None) -> bytes:
    seconds = seconds or SECONDS[kind]
    container, codec, bit_rate = FORMATS[kind]
    samples = tone(220, seconds, 0.3, RATE) * (1 + np.sin(np.arange(seconds * RATE) / RATE)) / 2
    return encoded(samples + noise(seconds, level=0.02, rate=RATE), RATE, container, codec, bit_rate=bit_rate)


class Shelf:
    """A bucket with one object, and the way to it."""

    def __init__(self, server: S3, relay: Relay) -> None:
        self.server, self.relay = server, relay
        self.bucket = bucket_on(server, endpoint=relay.endpoint)
        self.store = MinioAudioStore(self.bucket)

    async def put(self, data: bytes, key: str = "a.mp3") -> RemoteAudio:
        self.server.client().put_object(self.bucket.name, self.bucket.prefix + key, io.BytesIO(data), len(data))
        source = await self.store.source(key)
        assert isinstance(source, RemoteAudio)
        return source


@pytest.fixture
def shelf(s3: S3) -> Iterator[Shelf]:
    with Relay(s3.port) as relay:
        made = Shelf(s3, relay)
        yield made
        made.bucket.close()


@pytest.mark.parametrize("kind", FORMATS)
async def test_it_is_heard_as_if_it_were_here_by_a_part_of_its_bytes(shelf: Shelf, kind: str):
    source = await shelf.put(track(kind), f"a.{kind}")
    shelf.relay.received = 0
    heard = heard_in(source)
    assert shelf.relay.received <= SHARE[kind] * source.size + 10_000
    here = heard_in(InlineAudio(track(kind)))
    assert heard.duration == here.duration
    np.testing.assert_array_equal(heard.stretch, here.stretch)
    for one, other in zip(heard.patches, here.patches, strict=True):
        assert one.start == other.start
        np.testing.assert_array_equal(one.samples, other.samples)


def heard_in(source: AudioSource) -> Heard:
    """All that the models are asked about, and nothing else is fetched for."""
    with opened(source) as file:
        return hear(file)


@pytest.mark.parametrize("kind", FORMATS)
async def test_tags_take_few_bytes(shelf: Shelf, kind: str):
    source = await shelf.put(track(kind), f"a.{kind}")
    shelf.relay.received = 0
    read = await FileTagReader().read(source, f"a.{kind}")
    assert shelf.relay.received < 300_000
    assert read == await FileTagReader().read(InlineAudio(track(kind)), f"a.{kind}")


async def test_other_processes_can_hear_it_too(shelf: Shelf):
    source = await shelf.put(track("mp3", 12))
    pool = PooledAnalyser(processes=1, memory_mb=1024, timeout=60)
    assert (await pool.analyse(source)).duration == pytest.approx(12, abs=0.1)
    shelf.relay.received_limit = -1
    with pytest.raises(Unavailable) as caught:
        await pool.analyse(source)
    assert (caught.value.service, caught.value.retry_after) == ("library", 2.0)


async def test_an_outage_in_the_middle_is_no_damage(shelf: Shelf):
    """At whatever byte the store goes away, it is the store that is to blame."""
    for kind in FORMATS:
        source = await shelf.put(track(kind, 40), f"a.{kind}")
        shelf.relay.received = 0
        heard_in(source)
        whole = shelf.relay.received
        for limit in (10_000, whole // 2):
            shelf.relay.received, shelf.relay.received_limit = 0, limit
            with pytest.raises(Unavailable):
                worker.run(worker.analyse, source)
            with pytest.raises(Unavailable):
                worker.run(worker.waveform, source, 100)
        shelf.relay.received, shelf.relay.received_limit = 0, -1
        for call in (FileTagReader().read(source, "a"), FileTagReader().picture(source)):
            with pytest.raises(Unavailable):
                await call
        shelf.relay.received_limit = None


async def test_an_address_that_holds_no_longer_is_no_damage(s3: S3, shelf: Shelf):
    await shelf.put(track("mp3", 12))
    with pytest.raises(Unavailable, match="expired"):
        await listened_to_late(MinioAudioStore(shelf.bucket, address_holds=1))


async def listened_to_late(store: MinioAudioStore) -> None:
    """Listen again and again, by the same address."""
    source, deadline = await store.source("a.mp3"), time.monotonic() + 30
    while time.monotonic() < deadline:
        worker.run(worker.waveform, source, 10)


async def test_what_is_gone_has_vanished(shelf: Shelf):
    source = await shelf.put(b"x" * 100)
    shelf.server.client().remove_object(shelf.bucket.name, shelf.bucket.prefix + "a.mp3")
    with pytest.raises(UnreadableAudio) as caught:
        worker.run(worker.analyse, source)
    assert caught.value.failure.reason is FailureReason.VANISHED
    assert (await FileTagReader().read(source, "03 - Song.mp3")).title == "Song"


async def test_what_was_replaced_is_to_be_listened_to_later(shelf: Shelf):
    source = await shelf.put(track("mp3", 12))
    await shelf.put(track("mp3", 30))
    with pytest.raises(Unavailable, match="changed"):
        worker.run(worker.analyse, source)


async def test_a_damaged_file_is_damaged_there_as_here(shelf: Shelf):
    for data in (b"", b"fLaC" + bytes(5000), bytes(range(256)) * 100):
        source = await shelf.put(data)
        reasons = []
        for each in (source, InlineAudio(data)):
            with pytest.raises(UnreadableAudio) as caught:
                worker.run(worker.analyse, each)
            reasons.append(caught.value.failure.reason)
        assert reasons[0] is reasons[1]


async def test_nobody_there_at_all(bucket_of_nobody: RemoteAudio):
    with pytest.raises(Unavailable, match="does not answer"), opened(bucket_of_nobody) as file:
        file.read(1)


@pytest.mark.parametrize(("busy", "heard"), [(1, b"7"), (2, None)])
def test_a_store_that_is_busy_is_asked_once_more(busy: int, heard: bytes | None):
    """As Amazon wants it: it says so in the middle of ordinary days."""
    answers = [(503, "<Code>SlowDown</Code>", {})] * busy + [(206, "7", {"Content-Range": "bytes 0-0/1"})]
    with answering_by(lambda method, target: answers.pop(0)) as endpoint:
        refused = pytest.raises(Unavailable, match="503") if heard is None else nullcontext()
        with refused, opened(RemoteAudio(f"{endpoint}/a.mp3?x=y", 1)) as file:
            assert file.read() == heard


@pytest.fixture
def bucket_of_nobody() -> RemoteAudio:
    return RemoteAudio("http://127.0.0.1:1/a.mp3?x=y", 1000)


CONTENT = pattern(40 * BLOCK + 77)


@given(st.lists(st.tuples(st.integers(0, len(CONTENT) + 10), st.integers(0, 3 * BLOCK)), max_size=20))
def test_any_reading_gives_what_the_file_holds(steps: list[tuple[int, int]]):
    asked: list[tuple[int, int]] = []

    def fetch(start: int, stop: int) -> bytes:
        assert 0 <= start < stop <= len(CONTENT)
        asked.append((start, stop))
        return CONTENT[start:stop]

    with io.BufferedReader(RemoteFile(len(CONTENT), fetch), BLOCK) as file:
        for start, size in steps:
            assert file.seek(start) == start
            assert file.read(size) == CONTENT[start : start + size]
            assert file.tell() == min(start + size, max(start, len(CONTENT)))
    assert sum(stop - start for start, stop in asked) <= len(CONTENT), "nothing is fetched twice"


def test_reading_on_takes_few_requests():
    asked: list[int] = []

    def fetch(start: int, stop: int) -> bytes:
        asked.append(stop - start)
        return CONTENT[start:stop]

    with io.BufferedReader(RemoteFile(len(CONTENT), fetch), BLOCK) as file:
        assert file.read() == CONTENT
    assert asked[0] <= 32 * 1024
    assert asked[:-1] == sorted(asked[:-1])
    assert len(asked) <= 10
