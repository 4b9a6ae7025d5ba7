"""An analyser without a model: it hears in which octaves the energy lies."""

import io
import urllib.request
import wave
import zlib
from collections.abc import Sequence
from pathlib import Path

import anyio
import numpy as np

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.analysis import Analysis, Embedding, Loudness, Vector, Waveform
from musicsim.domain.model.audio import AudioSource, InlineAudio, LocalAudio, RemoteAudio
from musicsim.domain.model.clip import LONGEST, Excerpt
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.model.fingerprint import FRAMES_A_SECOND, Fingerprint
from musicsim.domain.model.segments import Segments
from musicsim.domain.model.vectors import Space
from musicsim.ports.analyser import Analyser

MODEL = "memory@1"
_SPACE = Space(MODEL, 24)
_LOWEST, _HIGHEST = 50.0, 4000.0  # Hz
_SILENT = 1e-4  # of full scale
_FRAME, _PHASES = 1 / FRAMES_A_SECOND, 4  # seconds


class MemoryAnalyser(Analyser):
    """Reads PCM WAV of 16 bits with the standard library; tones of like pitch sound alike, at any level.

    Knobs: `delay` in seconds before every answer; `fails_with` makes every call raise that reason.
    """

    def __init__(self, *, delay: float = 0.0, fails_with: FailureReason | None = None) -> None:
        self.delay = delay
        self.fails_with = fails_with

    @property
    def spaces(self) -> Sequence[Space]:
        return (_SPACE,)

    @property
    def print_model(self) -> str:
        return MODEL

    @property
    def concurrency(self) -> int:
        return 2

    async def analyse(self, source: AudioSource) -> Analysis:
        samples, rate = await self._heard(source)
        return _understood(samples, rate)

    async def segments(self, source: AudioSource) -> Segments:
        samples, rate = await self._heard(source)
        return Segments(_print(samples, rate), _print(samples[: 36 * rate], rate))

    async def excerpt(self, source: AudioSource) -> Excerpt:
        samples, rate = await self._heard(source)
        beginning = samples[: round(LONGEST * rate)]
        step = rate * _FRAME / _PHASES
        prints = [_print(beginning[round(phase * step) :], rate) for phase in range(_PHASES)]
        return Excerpt(_understood(beginning, rate), prints)

    async def waveform(self, source: AudioSource, points: int = 800) -> Waveform:
        samples, _ = await self._heard(source)
        peaks = [np.abs(part).max(initial=0.0) for part in np.array_split(samples, points)]
        return Waveform(np.rint(255 * np.array(peaks)).astype(np.uint8), MODEL)

    async def _heard(self, source: AudioSource) -> tuple[Vector, int]:
        await anyio.sleep(self.delay)
        if self.fails_with is not None:
            raise UnreadableAudio(self.fails_with, "A test has it so.")
        return _decoded(await _bytes_of(source))


def _understood(samples: Vector, rate: int) -> Analysis:
    duration = len(samples) / rate
    if np.abs(samples).max() < _SILENT:
        return Analysis(duration=duration)
    level = 10 * np.log10(np.square(samples).mean())
    return Analysis(
        duration=duration,
        embeddings=(Embedding(MODEL, _bands(samples, rate)),),
        loudness=Loudness(float(level), MODEL),
        fingerprint=_print(samples[: 36 * rate], rate),
    )


async def _bytes_of(source: AudioSource) -> bytes:
    match source:
        case InlineAudio(data):
            return data
        case LocalAudio(path, size):
            return _local(path)[:size]
        case RemoteAudio(url):
            return await anyio.to_thread.run_sync(_remote, url)


def _remote(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - from a store, not from people
            return bytes(answer.read())
    except OSError as error:
        raise Unavailable("library", str(error)) from error


def _local(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableAudio(FailureReason.VANISHED, str(error)) from error
    except OSError as error:
        raise UnreadableAudio(FailureReason.UNREADABLE, str(error)) from error


def _decoded(data: bytes) -> tuple[Vector, int]:
    """Mono samples in -1 … 1, at least one, and their rate in Hz."""
    if not data:
        raise UnreadableAudio(FailureReason.EMPTY, "no bytes")
    try:
        with wave.open(io.BytesIO(data)) as file:
            if file.getsampwidth() != 2:
                raise UnreadableAudio(FailureReason.DAMAGED, "only samples of 16 bits are understood")
            raw, channels, rate = file.readframes(file.getnframes()), file.getnchannels(), file.getframerate()
    except (wave.Error, EOFError) as error:
        raise UnreadableAudio(FailureReason.NOT_AUDIO, str(error)) from error
    whole = len(raw) // (2 * channels) * channels
    samples = np.frombuffer(raw, "<i2", whole).reshape(-1, channels).mean(axis=1) / 32768
    if not len(samples):
        raise UnreadableAudio(FailureReason.EMPTY, "no samples")
    return samples.astype(np.float32), rate


def _bands(samples: Vector, rate: int) -> Vector:
    """The square root of the energy around each of some pitches, evenly spaced, of unit length."""
    power = np.square(np.abs(np.fft.rfft(samples)))
    frequencies = np.maximum(np.fft.rfftfreq(len(samples), 1 / rate), 1.0)
    centres = np.geomspace(_LOWEST, _HIGHEST, _SPACE.dimension)
    width = np.log(centres[1] / centres[0])
    nearness = np.exp(-np.square(np.log(frequencies[None, :] / centres[:, None]) / width))
    bands = np.sqrt(nearness @ power) + 1e-9
    unit: Vector = (bands / np.linalg.norm(bands)).astype(np.float32)
    return unit


def _print(samples: Vector, rate: int) -> Fingerprint:
    """A word for each 80 ms: any two pitches, a semitone or more apart, have words that have nothing in common."""
    size = max(2, round(rate * _FRAME))
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    loudest = np.abs(np.fft.rfft(frames, 4 * size, axis=1))[:, 1:].argmax(axis=1) + 1
    steps = np.round(12 * np.log2(loudest)).astype(int).tolist()
    words = [zlib.crc32(str(step).encode()) | 1 for step in steps]
    heard = np.abs(frames).max(axis=1, initial=0.0) >= _SILENT
    return Fingerprint.of(np.where(heard, np.array(words, dtype=np.uint32), 0), MODEL)
