"""Drums: every piece is a recipe of sines and filtered noise, struck once per kit and then replayed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from musicsim.adapters.demo.sound import (
    RATE,
    Sound,
    dying,
    equalise,
    highpass,
    lowpass,
    noise,
    resonance,
    samples,
    sine,
    swell,
    times,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One drum as it stands in the room: its sound, its place from -1 (left) to 1, its level in dB."""

    strike: Callable[[], Sound]
    pan: float = 0.0
    level_db: float = 0.0


Kit = Mapping[str, Piece]


@lru_cache(maxsize=64)
def kick(low: float = 50.0, high: float = 160.0, drop: float = 0.03, ring: float = 0.35, click: float = 0.3) -> Sound:
    """A membrane whose pitch falls from `high` to `low` Hz, and the beater's click."""
    count = samples(ring * 1.1)
    pitch = (low + high * np.exp(-times(count) / np.float32(drop))).astype(np.float32)
    thump = sine(pitch, count) * dying(count, ring)
    beater = equalise(noise(count, 1), resonance(3200, 0.8)) * dying(count, 0.025)
    return _peak(thump + click * beater, 0.8)


@lru_cache(maxsize=64)
def snare(tone: float = 190.0, ring: float = 0.18, wires: float = 1.0, bright: float = 2500.0) -> Sound:
    """Two modes of the head and the noise of the wires below it."""
    count = samples(max(ring * 1.6, 0.2))
    head = (sine(tone, count) + 0.6 * sine(tone * 1.58, count)) * dying(count, ring * 0.7)
    hiss = equalise(noise(count, 2), highpass(bright * 0.5, 1), resonance(bright, 0.5)) * dying(count, ring * 1.3)
    return _peak(head * 0.5 + 1.4 * wires * hiss, 0.7)


@lru_cache(maxsize=64)
def clap(spread: float = 0.011, ring: float = 0.22, colour: float = 1300.0) -> Sound:
    """Several hands that do not quite agree."""
    count = samples(ring * 1.3)
    hands = np.zeros(count, dtype=np.float32)
    for hand in range(4):
        start = samples(hand * spread)
        hands[start:] += dying(count - start, ring if hand == 3 else 0.03)
    return _peak(equalise(noise(count, 3) * hands, resonance(colour, 0.7), highpass(500)), 0.6)


@lru_cache(maxsize=64)
def metal(ring: float = 0.08, floor: float = 7000.0, shimmer: float = 0.5, base: float = 420.0) -> Sound:
    """Hats, rides and crashes: six clashing squares and noise, only the top of which is heard."""
    count = samples(min(ring * 1.1 + 0.02, 1.8))
    ratios = (1.0, 1.342, 1.231, 1.633, 1.953, 2.152)
    ringing = np.sum([np.sign(sine(base * ratio, count)) for ratio in ratios], axis=0).astype(np.float32) / 6
    mixed = shimmer * ringing + (1 - shimmer) * noise(count, 4) * 0.4
    return _peak(equalise(mixed, highpass(floor, 3)) * dying(count, ring), 0.35)


@lru_cache(maxsize=32)
def cymbal(ring: float = 1.2, low: float = 1500.0, stick: float = 0.4, seed: int = 20) -> Sound:
    """A bronze disc: hundreds of unrelated partials above `low` Hz, and the stick that strikes it."""
    size = 1 << 16
    rng = np.random.default_rng(seed)
    frequency = low + (15000 - low) * rng.random(500) ** 1.4
    spectrum = np.zeros(size // 2 + 1, dtype=np.complex64)
    partials = rng.standard_normal(500) + 1j * rng.standard_normal(500)
    spectrum[(frequency * size / RATE).astype(int)] = partials / (1 + (frequency / 6000) ** 2)
    count = min(samples(ring * 1.1), size)
    wash = np.fft.irfft(spectrum, size)[:count]
    wash = wash / np.abs(wash).max() * (0.75 * dying(count, ring) + 0.25 * dying(count, ring * 0.2))
    tip = equalise(noise(count, 21), highpass(3000)) * dying(count, 0.03)
    return _peak(wash + stick * 0.15 * tip, 0.35)


@lru_cache(maxsize=64)
def tom(pitch: float = 110.0, ring: float = 0.4) -> Sound:
    count = samples(ring)
    fall = (pitch * (1 + 0.5 * np.exp(-times(count) / np.float32(0.05)))).astype(np.float32)
    return _peak(
        sine(fall, count) * dying(count, ring) + equalise(noise(count, 5), lowpass(1500)) * dying(count, 0.04), 0.7
    )


@lru_cache(maxsize=64)
def shaker(ring: float = 0.06, centre: float = 6500.0) -> Sound:
    count = samples(ring * 1.4)
    return _peak(
        equalise(noise(count, 6), resonance(centre, 1.0), highpass(2500)) * swell(count, ring * 0.4, ring), 0.25
    )


@lru_cache(maxsize=64)
def brush(length: float = 0.32, centre: float = 2600.0) -> Sound:
    """A wire brush drawn over the snare."""
    count = samples(length)
    return _peak(equalise(noise(count, 7), resonance(centre, 0.5)) * swell(count, length * 0.35, length * 0.6), 0.3)


@lru_cache(maxsize=64)
def rim(pitch: float = 1700.0, ring: float = 0.05) -> Sound:
    count = samples(ring * 1.5)
    return _peak((sine(pitch, count) + 0.6 * sine(pitch * 0.37, count)) * dying(count, ring), 0.5)


@lru_cache(maxsize=64)
def crunch(ring: float = 0.1, hold: int = 6) -> Sound:
    """Noise that changes only every `hold` samples, as the noise channel of an old console plays it."""
    count = samples(ring * 1.2)
    coarse = np.repeat(np.sign(noise(count // hold + 1, 8)), hold)[:count]
    return _peak(coarse * dying(count, ring), 0.4)


@lru_cache(maxsize=16)
def timpano(pitch: float = 73.4, ring: float = 1.4) -> Sound:
    """A kettle drum: the preferred modes stand near 2:3:4."""
    count = samples(ring * 1.1)
    modes = np.sum([sine(pitch * r, count) * dying(count, ring / r) / r for r in (1.0, 1.5, 1.98, 2.44)], axis=0)
    return _peak(modes + equalise(noise(count, 9), lowpass(700)) * dying(count, 0.06), 0.8)


def _peak(sound: Sound, level: float) -> Sound:
    return np.asarray(sound * (level / np.abs(sound).max()), dtype=np.float32)
