"""The key from the peaks of the spectrum, correlated with Temperley's profiles.

Profiles: D. Temperley, "Music and Probability" (2007), from the Kostka-Payne corpus.
"""

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from musicsim.adapters.audio.mel import power_frames
from musicsim.adapters.audio.pcm import RATE
from musicsim.adapters.audio.reader import Reals, Samples
from musicsim.domain.model.analysis import KeyEstimate
from musicsim.domain.model.musical_key import Mode, MusicalKey

MODEL = "temperley-key@1"

_MAJOR = (0.748, 0.060, 0.488, 0.082, 0.670, 0.460, 0.096, 0.715, 0.104, 0.366, 0.057, 0.400)
_MINOR = (0.712, 0.084, 0.474, 0.618, 0.049, 0.460, 0.105, 0.747, 0.404, 0.067, 0.133, 0.330)
_SIZE, _HOP = 8192, 4096
_LOWEST, _HIGHEST = 65.0, 2100.0  # Hz: from C2; above are mostly overtones
_COMPRESSION = 100.0
_PITCH_WIDTH = 0.25  # semitones around a pitch that count for it
_UNTONAL = 0.3  # the best profile correlates less than this with noise


def estimate(patches: Iterable[Samples]) -> KeyEstimate | None:
    """The key of samples at 16 kHz; None where no profile fits. Confidence is the best profile's correlation."""
    long_enough = [patch for patch in patches if len(patch) >= _SIZE]
    if not long_enough:
        return None
    correlations = _profiles() @ _standardised(pitch_classes(long_enough))
    best = int(correlations.argmax())
    if not correlations[best] >= _UNTONAL:
        return None
    key = MusicalKey(best % 12, Mode.MAJOR if best < 12 else Mode.MINOR)
    return KeyEstimate(key, round(min(1.0, float(correlations[best])), 3), MODEL)


def pitch_classes(patches: Sequence[Samples]) -> Reals:
    """How strongly each pitch class sounds, C first: shape (12,). Follows the recording's own tuning."""
    frequencies = np.fft.rfftfreq(_SIZE, 1 / RATE)
    heard = (frequencies >= _LOWEST) & (frequencies <= _HIGHEST)
    strengths = _peaks(np.sqrt(np.concatenate([power_frames(patch, _SIZE, _HOP)[:, heard] for patch in patches])))
    pitches = 69 + 12 * np.log2(frequencies[heard] / 440)
    pitches = pitches - _tuning(pitches, strengths)
    nearness = np.exp(-0.5 * ((pitches - np.round(pitches)) / _PITCH_WIDTH) ** 2)
    weights = strengths * nearness / frequencies[heard] ** 0.25  # lower notes carry the harmony
    return np.bincount(np.round(pitches).astype(int) % 12, weights, minlength=12).astype(np.float32)


def _peaks(magnitudes: Samples) -> Reals:
    """Compressed magnitudes of local maxima over frequency, summed over time: what stays of noise is little."""
    levels = np.log1p(_COMPRESSION * magnitudes / (magnitudes.max() + 1e-9))
    middle = levels[:, 1:-1]
    peaks = np.where((middle > levels[:, :-2]) & (middle >= levels[:, 2:]), middle, 0)
    return np.asarray(np.pad(peaks.sum(axis=0), 1))


def _tuning(pitches: Reals, strengths: Reals) -> float:
    """By how much of a semitone the peaks lie off the 440 Hz grid, as a circular mean."""
    return float(np.angle(np.sum(strengths * np.exp(2j * np.pi * pitches))) / (2 * np.pi))


def _standardised(values: Reals) -> Reals:
    centred = values - values.mean()
    return np.asarray(centred / (np.linalg.norm(centred) + 1e-12))


@cache
def _profiles() -> Reals:
    """The 24 profiles, C major first, then C minor: shape (24, 12)."""
    return np.array([_standardised(np.roll(p, tonic)) for p in (_MAJOR, _MINOR) for tonic in range(12)])
