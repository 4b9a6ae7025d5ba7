"""Samples on their way from the decoder to the models."""

import numpy as np
import soxr

from musicsim.adapters.audio.reader import Samples

RATE = 16_000
"""What the models hear, in Hz."""

_LOUDEST = 64.0  # +36 dBFS: no recording, only a broken float file, goes beyond


def sound(samples: Samples) -> Samples:
    """Float files may hold anything: what is no number becomes silence, and the absurd is cut."""
    if np.isfinite(samples).all() and np.abs(samples).max(initial=0.0) <= _LOUDEST:
        return samples
    return np.asarray(np.clip(np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0), -_LOUDEST, _LOUDEST))


def downmix(samples: Samples) -> Samples:
    """Shape (channels, n) to (n,); where channels cancel one another out, the first."""
    mono = average(samples)
    if np.abs(mono).max(initial=0.0) < 1e-3 * np.abs(samples[0]).max(initial=0.0):
        return np.asarray(samples[0])
    return mono


def average(samples: Samples) -> Samples:
    """Shape (channels, n) to (n,)."""
    return np.asarray(samples[0] if len(samples) == 1 else samples.mean(axis=0))


def resampled(mono: Samples, rate: int) -> Samples:
    """The same sound at 16 kHz."""
    if rate == RATE:
        return mono
    return np.asarray(soxr.resample(mono, rate, RATE), dtype=np.float32)


def fitted(samples: Samples, length: int) -> Samples:
    """Exactly `length` samples (last axis): cut, or followed by silence."""
    missing = length - samples.shape[-1]
    if missing <= 0:
        return samples[..., :length]
    return np.pad(samples, [(0, 0)] * (samples.ndim - 1) + [(0, missing)])
