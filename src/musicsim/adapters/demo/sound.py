"""The raw material: time, noise, envelopes and filters, vectorised over whole sounds.

A sound is float32, full scale at 1, either mono `(n,)` or stereo `(2, n)`, at `RATE` samples a second.
"""

from collections.abc import Callable
from functools import lru_cache, reduce
from operator import mul as multiply

import numpy as np
from numpy.typing import NDArray

RATE = 44_100

Sound = NDArray[np.float32]
Spectrum = NDArray[np.complex64]
Response = Callable[[Sound], Spectrum]
"""What a filter does to each frequency in Hz."""


def samples(seconds: float) -> int:
    return round(seconds * RATE)


def times(count: int) -> Sound:
    """The instants of `count` samples, in seconds."""
    return np.arange(count, dtype=np.float32) / np.float32(RATE)


def noise(count: int, seed: int) -> Sound:
    """White noise of unit deviation, the same for the same seed."""
    return np.random.default_rng(seed).standard_normal(count, dtype=np.float32)


def cycles(frequency: "float | Sound", count: int) -> Sound:
    """The phase of an oscillator as a fraction of a cycle; `frequency` in Hz, constant or one a sample."""
    # float32 loses a thousandth of a cycle within seconds, which is audible as hiss
    if isinstance(frequency, float):
        turns = np.arange(count, dtype=np.float64) * (frequency / RATE)
    else:
        turns = np.cumsum(frequency, dtype=np.float64) / RATE
    return (turns - np.floor(turns)).astype(np.float32)


def sine(frequency: "float | Sound", count: int) -> Sound:
    return np.asarray(np.sin(np.float32(2 * np.pi) * cycles(frequency, count)), dtype=np.float32)


def rotors(turns: Sound) -> Spectrum:
    """Unit phasors at the given fractions of a turn; several times faster than a complex exponential."""
    angle = (turns - np.floor(turns)) * np.float32(2 * np.pi)
    out = np.empty(angle.shape, dtype=np.complex64)
    np.cos(angle, out=out.real)
    np.sin(angle, out=out.imag)
    return out


def dying(count: int, seconds: float) -> Sound:
    """An exponential decay that reaches -60 dB after `seconds`."""
    return np.asarray(np.exp(times(count) * np.float32(-6.9078 / seconds)), dtype=np.float32)


def swell(count: int, attack: float, release: float) -> Sound:
    """An envelope that rises and falls along half cosines; `attack` and `release` in seconds."""
    envelope = np.ones(count, dtype=np.float32)
    rise, fall = min(samples(attack), count // 2), min(samples(release), count // 2)
    envelope[:rise] = _half_cosine(rise)
    envelope[count - fall :] = _half_cosine(fall)[::-1]
    return envelope


@lru_cache(maxsize=64)
def _half_cosine(count: int) -> Sound:
    return (0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / max(count, 1))).astype(np.float32)


def decibels(value: float) -> float:
    """The factor that a level in dB stands for."""
    return float(10 ** (value / 20))


def lowpass(cutoff: float, order: int = 2) -> Response:
    return lambda frequency: np.asarray(1 / (1 + 1j * frequency / cutoff) ** order, dtype=np.complex64)


def highpass(cutoff: float, order: int = 2) -> Response:
    return lambda frequency: np.asarray((frequency / cutoff / (frequency / cutoff - 1j)) ** order, dtype=np.complex64)


def resonance(centre: float, quality: float) -> Response:
    """A second-order band-pass with unit gain at `centre` Hz."""

    def respond(frequency: Sound) -> Spectrum:
        damped = 1j * frequency / (centre * quality)
        return np.asarray(damped / (1 - (frequency / centre) ** 2 + damped), dtype=np.complex64)

    return respond


def bell(centre: float, gain_db: float, quality: float = 0.8) -> Response:
    """A peaking equaliser: `gain_db` at `centre` Hz, unity far from it."""
    root = decibels(gain_db / 2)

    def respond(frequency: Sound) -> Spectrum:
        ratio = frequency / centre
        level = 1 - ratio**2
        up, down = 1j * ratio * root / quality, 1j * ratio / (root * quality)
        return np.asarray((level + up) / (level + down), dtype=np.complex64)

    return respond


def body(*peaks: tuple[float, float, float]) -> Response:
    """A wooden body or a cabinet: several bells in a row, each (Hz, dB, quality)."""
    bells = [bell(*peak) for peak in peaks]
    return lambda frequency: reduce(multiply, (one(frequency) for one in bells))


def frequencies(size: int) -> Sound:
    """The frequencies in Hz of a real transform over `size` samples."""
    return np.arange(size // 2 + 1, dtype=np.float32) * np.float32(RATE / size)


def equalise(sound: Sound, *responses: Response) -> Sound:
    """Filter a sound along its last axis; the filters' own tails are cut where the sound ends."""
    count = sound.shape[-1]
    size = min(1 << (count + _RINGING).bit_length(), _BLOCK)
    return convolve(sound, equaliser(size, *responses), size - _RINGING)[..., :count]


def equaliser(size: int, *responses: Response) -> Spectrum:
    """The spectrum, for transforms over `size` samples, of several filters in a row."""
    axis = frequencies(size)
    return reduce(multiply, (respond(axis) for respond in responses))


def convolve(sound: Sound, spectrum: Spectrum, hop: int) -> Sound:
    """Overlap-add convolution of a mono or stereo sound with what `spectrum` is the transform of.

    The transform's length less `hop` is what the response may ring for. Short blocks stay in the processor's cache,
    which makes this several times faster than one transform over the whole sound.
    """
    size = 2 * (spectrum.shape[-1] - 1)
    starts = range(0, sound.shape[-1], hop)
    shape = (*np.broadcast_shapes(sound.shape[:-1], spectrum.shape[:-1]), starts[-1] + size)
    out = np.zeros(shape, dtype=np.float32)
    for start in starts:
        block = np.fft.rfft(sound[..., start : start + hop], size)
        out[..., start : start + size] += np.fft.irfft(block * spectrum, size)
    return out


_BLOCK, _RINGING = 1 << 15, 3072
