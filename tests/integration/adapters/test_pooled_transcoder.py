"""Real files, encoded anew by real processes."""

import asyncio
import io
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest

from musicsim.adapters.audio.transcoder import PooledTranscoder
from musicsim.adapters.audio.transcoding import transcoded
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import AudioSource, InlineAudio, LocalAudio, RemoteAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.model.streaming import TargetFormat, Transcoding
from tests.contracts.transcoder_contract import PLAIN, Studio, TranscoderContract
from tests.support import files
from tests.support.children import children
from tests.support.encode import encoded
from tests.support.sounds import RATE, tone, wav

MODULE = "musicsim.adapters.audio.transcoding_process"


@dataclass(frozen=True)
class Decoded:
    codec: str
    samples: np.ndarray
    rate: int
    tags: dict[str, str]

    @property
    def seconds(self) -> float:
        return self.samples.shape[1] / self.rate

    def pitch(self, start: float, stop: float, channel: int = 0) -> float:
        """The loudest frequency in Hz between two moments."""
        part = self.samples[channel, round(start * self.rate) : round(stop * self.rate)]
        return float(np.abs(np.fft.rfft(part * np.hanning(len(part)))).argmax() * self.rate / len(part))


def decode(data: bytes) -> Decoded:
    with av.open(io.BytesIO(data)) as container:
        stream = container.streams.audio[0]
        made = av.AudioResampler(format="fltp")
        blocks = [one.to_ndarray() for frame in container.decode(stream) for one in made.resample(frame)]
        tags = {**container.metadata, **stream.metadata}
        return Decoded(stream.codec_context.name, np.concatenate(blocks, axis=1), stream.rate, tags)


def made(data: bytes, wanted: TargetFormat = TargetFormat.OPUS, bitrate: int = 96, start: float = 0.0) -> bytes:
    return b"".join(transcoded(io.BytesIO(data), Transcoding(wanted, bitrate, start)))


@cache
def melody() -> np.ndarray:
    """Four seconds, another pitch in each: 440, 660, 880, 1,100 Hz on the left, an octave lower on the right."""
    left = np.concatenate([tone(220 * (2 + number), 1.0) for number in range(4)])
    right = np.concatenate([tone(110 * (2 + number), 1.0) for number in range(4)])
    return np.stack([left, right])


FORMATS = {
    "alac": ("ipod", "alac", None),
    "wma": ("asf", "wmav2", 128_000),
    "aiff": ("aiff", "pcm_s16be", None),
    "wavpack": ("wv", "wavpack", None),
    "tta": ("tta", "tta", None),
    "flac": ("flac", "flac", None),
    "mp3": ("mp3", "libmp3lame", 128_000),
    "aac in mp4": ("ipod", "aac", 128_000),
    "vorbis": ("ogg", "vorbis", None),
    "caf": ("caf", "pcm_s16be", None),
    "wav of floats": ("wav", "pcm_f32le", None),
}


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_sounds_as_before(kind: str):
    container, codec, bit_rate = FORMATS[kind]
    heard = decode(made(encoded(melody(), RATE, container, codec, bit_rate=bit_rate)))
    assert heard.codec == "opus"
    assert heard.seconds == pytest.approx(4.0, abs=0.1)
    for second in range(4):
        assert heard.pitch(second + 0.2, second + 0.8) == pytest.approx(220 * (2 + second), abs=5)
        assert heard.pitch(second + 0.2, second + 0.8, channel=1) == pytest.approx(110 * (2 + second), abs=5)


@pytest.mark.parametrize(
    ("wanted", "codec", "slack"),
    [(TargetFormat.OPUS, "opus", 0.0), (TargetFormat.AAC, "aac", 0.05), (TargetFormat.MP3, "mp3float", 0.06)],
)
def test_what_it_is_made_into(wanted: TargetFormat, codec: str, slack: float):
    """Opus is gapless: not a sample more or less."""
    data = encoded(melody(), RATE, "ipod", "alac")
    heard = decode(made(data, wanted))
    assert heard.codec == codec
    assert heard.seconds == pytest.approx(4.0, abs=slack)
    assert heard.pitch(2.2, 2.8) == pytest.approx(880, abs=5)
    assert len(made(data, wanted, bitrate=192)) > 1.5 * len(made(data, wanted, bitrate=64))


@pytest.mark.parametrize("kind", ["alac", "wma", "wavpack", "mp3", "flac", "vorbis", "aiff"])
def test_from_somewhere_in_the_middle(kind: str):
    container, codec, bit_rate = FORMATS[kind]
    heard = decode(made(encoded(melody(), RATE, container, codec, bit_rate=bit_rate), start=2.5))
    assert heard.seconds == pytest.approx(1.5, abs=0.1)
    assert heard.pitch(0.05, 0.4) == pytest.approx(880, abs=8)
    assert heard.pitch(0.6, 1.4) == pytest.approx(1100, abs=5)


def test_of_many_channels_two():
    silent = np.zeros(RATE)
    voice, left, bass = tone(440, 1.0), tone(660, 1.0), tone(60, 1.0, level=0.9)
    surround = np.stack([left, silent, voice, bass, silent, silent])
    heard = decode(made(encoded(surround, RATE, "flac", "flac", layout="5.1")))
    assert heard.samples.shape[0] == 2
    assert heard.pitch(0.2, 0.8) == pytest.approx(660, abs=5)
    assert heard.pitch(0.2, 0.8, channel=1) == pytest.approx(440, abs=5)
    assert np.abs(heard.samples).max() < 1.0


@pytest.mark.parametrize(
    ("rate", "wanted"),
    [
        (8_000, TargetFormat.MP3),
        (22_050, TargetFormat.OPUS),
        (48_000, TargetFormat.AAC),
        (96_000, TargetFormat.MP3),
        (192_000, TargetFormat.OPUS),
    ],
)
def test_any_rate_and_one_channel(rate: int, wanted: TargetFormat):
    heard = decode(made(wav(tone(440, 1.0, rate=rate), rate), wanted, bitrate=320))
    assert heard.rate in {44_100, 48_000}
    assert heard.samples.shape[0] == 1
    assert heard.seconds == pytest.approx(1.0, abs=0.08)
    assert heard.pitch(0.2, 0.8) == pytest.approx(440, abs=5)


@pytest.mark.parametrize("wanted", TargetFormat)
def test_tags_and_covers_stay_out(wanted: TargetFormat):
    data = files.with_cover("flac", files.encoded("flac", {"title": "Secret"}), files.png())
    out = made(data, wanted)
    assert decode(out).tags == {}
    assert b"Secret" not in out
    assert b"PNG" not in out


def test_damage_in_the_middle_is_passed_over():
    data = bytearray(encoded(melody(), RATE, "mp3", "libmp3lame", bit_rate=128_000))
    data[20_000:24_000] = os.urandom(4_000)
    heard = decode(made(bytes(data)))
    assert heard.pitch(3.2, 3.8) == pytest.approx(1100, abs=60)


class PooledStudio(Studio):
    def __init__(self):
        self.transcoder = PooledTranscoder(most=2, patience=0.0)

    def audio(self, seconds: float = 2.0) -> AudioSource:
        return InlineAudio(wav(tone(440, seconds, rate=8_000), 8_000))

    def under_way(self) -> int:
        return len(children(MODULE))


class TestPooledTranscoder(TranscoderContract):
    @pytest.fixture
    def studio(self) -> Studio:
        return PooledStudio()


async def test_it_runs_no_further_ahead_than_its_pipe_and_ends_with_its_listener(tmp_path: Path):
    """Of a minute of WAV, a listener who pauses makes it read little; the file is let go of when he leaves."""
    path = tmp_path / "long.wav"
    path.write_bytes(wav(tone(440, 60)))
    chunks = PooledTranscoder(most=1).transcode(LocalAudio(path), Transcoding(TargetFormat.MP3, 320))
    async with aclosing(chunks):
        await anext(chunks)
        [pid] = children(MODULE)
        assert path in opened_by(pid)
        position = read_position(pid, path)
        for _ in range(100):  # until it waits for us
            await asyncio.sleep(0.02)
            if position == (position := read_position(pid, path)):
                break
        assert position < path.stat().st_size / 2
    assert children(MODULE) == []


def opened_by(pid: int) -> dict[Path, Path]:
    """The files that a process has open, with what is known of each."""
    return {fd.resolve(): Path(f"/proc/{pid}/fdinfo/{fd.name}") for fd in Path(f"/proc/{pid}/fd").iterdir()}


def read_position(pid: int, path: Path) -> int:
    return int(opened_by(pid)[path].read_text().split()[1])


@pytest.fixture
def silent() -> Iterator[AudioSource]:
    """Audio at an address that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield RemoteAudio(f"http://127.0.0.1:{listener.getsockname()[1]}/a.wav", 10_000_000)


async def test_who_is_cancelled_while_waiting_for_bytes_takes_the_process_along(silent: AudioSource):
    listening = asyncio.create_task(anext(PooledTranscoder(most=1).transcode(silent, PLAIN)))
    while not children(MODULE):
        await asyncio.sleep(0.01)
    listening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await listening
    assert children(MODULE) == []


@pytest.mark.parametrize("turns", range(4, 8))
async def test_who_is_cancelled_while_it_starts_takes_it_along_too(silent: AudioSource, turns: int):
    """By the loop itself, as servers do that stop, and against which shielded scopes are no help."""
    listening = asyncio.create_task(anext(PooledTranscoder(most=1).transcode(silent, PLAIN)))
    for _ in range(turns):
        await asyncio.sleep(0)
    listening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await listening
    assert children(MODULE) == []


async def test_silence_is_not_waited_for_without_end(silent: AudioSource):
    with pytest.raises(UnreadableAudio) as caught:
        await anext(PooledTranscoder(most=1, timeout=0.5).transcode(silent, PLAIN))
    assert caught.value.failure.reason is FailureReason.TIMED_OUT
    assert children(MODULE) == []


async def test_an_outage_is_no_damage():
    with pytest.raises(Unavailable) as caught:
        await anext(PooledTranscoder(most=1).transcode(RemoteAudio("http://127.0.0.1:9/a.wav", 1_000), PLAIN))
    assert caught.value.service == "library"


async def test_a_process_that_dies_ends_the_stream_and_nothing_else():
    transcoder = PooledTranscoder(most=1)
    chunks = transcoder.transcode(InlineAudio(wav(tone(440, 20))), Transcoding(TargetFormat.MP3, 320))
    await anext(chunks)
    os.kill(children(MODULE)[0], signal.SIGSEGV)
    with pytest.raises(UnreadableAudio) as caught:
        async for _ in chunks:
            pass
    assert caught.value.failure.reason is FailureReason.CRASHED
    assert [chunk async for chunk in transcoder.transcode(InlineAudio(wav(tone(440, 0.1))), PLAIN)]


async def test_who_pauses_for_long_makes_room_for_who_listens():
    """The one who has paused for longest is the first to go; the others go on."""
    studio = PooledStudio()
    transcoder = PooledTranscoder(most=2, idle=0.0)
    async with AsyncExitStack() as stack:
        first, second, third = [
            await stack.enter_async_context(aclosing(transcoder.transcode(studio.audio(60), PLAIN))) for _ in range(3)
        ]
        assert await anext(first)
        assert await anext(second)
        assert await anext(first)  # now it is the second who has paused for longer
        assert await anext(third)
        with pytest.raises(Unavailable):
            await anext(second)
        assert await anext(first)
        assert await anext(third)
        assert studio.under_way() == 2
    assert studio.under_way() == 0


async def test_memory_is_bounded():
    with pytest.raises(UnreadableAudio) as caught:
        await anext(PooledTranscoder(most=1, memory_mb=20).transcode(InlineAudio(wav(tone(440, 1.0))), PLAIN))
    assert caught.value.failure.reason in {FailureReason.TOO_LARGE, FailureReason.CRASHED, FailureReason.DAMAGED}


async def test_a_file_that_is_gone(tmp_path: Path):
    with pytest.raises(UnreadableAudio) as caught:
        await anext(PooledTranscoder(most=1).transcode(LocalAudio(tmp_path / "gone.wav"), PLAIN))
    assert caught.value.failure.reason is FailureReason.VANISHED
