"""Melodies that an analyser without a model tells apart, and excerpts of them."""

import numpy as np

from tests.support.sounds import wav

RATE = 8000
_NOTE = 0.24  # seconds: three words of a fingerprint


def melody(seed: int, seconds: float = 30.0, level: float = 0.5) -> np.ndarray:
    """Notes drawn from the seed, shape (n,)."""
    steps = np.random.default_rng(seed).integers(0, 30, int(seconds / _NOTE) + 1)
    times = np.arange(round(_NOTE * RATE)) / RATE
    notes = [level * np.sin(2 * np.pi * 300 * 2 ** (step / 12) * times) for step in steps]
    return np.concatenate(notes)[: round(seconds * RATE)]


def melody_file(seed: int, seconds: float = 30.0) -> bytes:
    """A melody as a WAV file."""
    return wav(melody(seed, seconds), RATE)


def excerpt_file(seed: int, start: float, seconds: float = 10.0, level: float = 0.5) -> bytes:
    """A part of that melody as a WAV file."""
    return wav(melody(seed, start + seconds, level)[round(start * RATE) :], RATE)
