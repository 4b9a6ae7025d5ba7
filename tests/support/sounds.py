"""Synthesised audio with known answers: tones, pulses, harmonies and little songs. Mono float samples, shape (n,)."""

import io
import wave
from functools import cache, lru_cache

import numpy as np

RATE = 44_100
_SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}
_MIDDLE_C = 60


def tone(pitch: float, seconds: float, level: float = 0.5, rate: int = RATE) -> np.ndarray:
    """A sine in Hz."""
    return level * np.sin(2 * np.pi * pitch * np.arange(round(seconds * rate)) / rate)


def silence(seconds: float, rate: int = RATE) -> np.ndarray:
    return np.zeros(round(seconds * rate))


def noise(seconds: float, seed: int = 0, level: float = 0.1, rate: int = RATE) -> np.ndarray:
    return level * np.random.default_rng(seed).standard_normal(round(seconds * rate))


def drums(bpm: float, seconds: float, seed: int = 0, rate: int = RATE) -> np.ndarray:
    """A loop in four: a kick on every other beat, a snare between, hats on the eighths."""
    out = np.zeros(round(seconds * rate) + rate)
    for eighth in range(int(seconds * bpm / 30)):
        start = round(eighth * 30 / bpm * rate)
        _add(out, start, 0.15 * _hit(0.03, seed + 1, rate))
        if eighth % 4 == 0:
            _add(out, start, 0.9 * _kick(rate))
        if eighth % 4 == 2:
            _add(out, start, 0.5 * _hit(0.15, seed + 2, rate))
    return out[: round(seconds * rate)]


def harmony(tonic: int, mode: str, seconds: float, bpm: float = 100.0, rate: int = RATE) -> np.ndarray:
    """Chords I-IV-V-I (in minor with the leading note) with a bass, one a bar of four."""
    out = np.zeros(round(seconds * rate) + 4 * rate)
    bar = 240 / bpm
    for number in range(int(seconds / bar) + 1):
        for pitch in _chord(tonic, mode, (0, 3, 4, 0)[number % 4]):
            _add(out, round(number * bar * rate), 0.12 * _note(pitch, bar, rate))
    return out[: round(seconds * rate)]


@cache
def song(seed: int, seconds: float, rate: int = RATE) -> np.ndarray:
    """Drums, chords and a melody, all drawn from the seed: two seeds sound like two pieces."""
    draw = np.random.default_rng(seed)
    tonic, mode, bpm = int(draw.integers(12)), ("major", "minor")[int(draw.integers(2))], float(draw.uniform(70, 170))
    out = harmony(tonic, mode, seconds, bpm, rate) * draw.uniform(0.3, 1.5)
    out += drums(bpm, seconds, seed, rate) * draw.uniform(0.1, 0.8)
    beat, overtones = 60 / bpm, draw.uniform(0.1, 0.9)
    for number in range(int(seconds / beat)):
        pitch = _MIDDLE_C + 12 + tonic + _SCALES[mode][int(draw.integers(7))]
        _add(out, round(number * beat * rate), 0.2 * _note(pitch, beat * 0.9, rate, overtones))
    return out / np.abs(out).max() * 0.8


def wav(samples: np.ndarray, rate: int = RATE) -> bytes:
    """A WAV file of 16 bits of samples of shape (n,) or (channels, n)."""
    channels = np.atleast_2d(samples)
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(len(channels))
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((np.clip(channels.T, -1, 1) * 32767).astype("<i2").tobytes())
    return file.getvalue()


def _add(out: np.ndarray, start: int, part: np.ndarray) -> None:
    room = len(out[start : start + len(part)])
    out[start : start + room] += part[:room]


def _chord(tonic: int, mode: str, degree: int) -> list[int]:
    scale = _SCALES[mode]
    steps = [degree + third for third in (0, 2, 4)]
    pitches = [_MIDDLE_C + tonic + scale[step % 7] + 12 * (step // 7) for step in steps]
    if mode == "minor" and degree == 4:
        pitches[1] += 1  # the leading note
    return [*pitches, pitches[0] - 24]


@lru_cache(maxsize=64)  # a harmony is of a dozen notes that come again and again
def _note(pitch: float, seconds: float, rate: int, overtones: float = 0.5) -> np.ndarray:
    """Five partials, each made of the two before: sin(n + 1)x = 2 cos x sin nx - sin(n - 1)x."""
    times = np.arange(round(seconds * rate)) / rate
    angles = 2 * np.pi * 440 * 2 ** ((pitch - 69) / 12) * times
    before, partial, twice = np.zeros(len(times)), np.sin(angles), 2 * np.cos(angles)
    waves = partial.copy()
    for number in range(1, 5):
        before, partial = partial, twice * partial - before
        waves += overtones**number * partial
    return waves * np.minimum(1, times / 0.01) * np.exp(-times * 1.5)


def _kick(rate: int) -> np.ndarray:
    times = np.arange(round(0.25 * rate)) / rate
    return np.sin(2 * np.pi * (50 * times + 60 / 30 * (1 - np.exp(-30 * times)))) * np.exp(-times * 14)


def _hit(seconds: float, seed: int, rate: int) -> np.ndarray:
    times = np.arange(round(seconds * rate)) / rate
    return np.random.default_rng(seed).standard_normal(len(times)) * np.exp(-times * 4 / seconds)
