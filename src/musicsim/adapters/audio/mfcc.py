"""A baseline without learning: mel-frequency cepstral coefficients, their means and deviations."""

from functools import cache

import numpy as np

from musicsim.adapters.audio.mel import BANDS
from musicsim.adapters.audio.network import unit
from musicsim.adapters.audio.reader import Samples
from musicsim.adapters.audio.spaces import MFCC
from musicsim.domain.model.analysis import Embedding

# Means and deviations of the 40 values over 71 pieces from the soundtracks of four free games: orchestral, electronic,
# rock and ambient music. Fixed, so that a vector never depends on what else a library holds.
_CENTRE = (
    "17.06 8.05 0.75 1.45 0.31 0.31 -0.01 0.02 -0.15 -0.07 -0.12 0.04 -0.16 -0.03 -0.12 -0.00 -0.13 -0.05 "
    "-0.10 0.03 4.90 2.20 1.64 1.29 1.12 1.02 0.96 0.95 0.93 0.93 0.92 0.91 0.90 0.86 0.81 0.82 0.86 0.89 "
    "0.91 0.91 "
)
_SCALE = (
    "3.71 1.85 1.33 0.93 0.73 0.66 0.50 0.59 0.45 0.55 0.63 0.45 0.38 0.39 0.29 0.29 0.33 0.36 0.33 0.47 "
    "1.18 0.51 0.40 0.35 0.24 0.22 0.20 0.22 0.23 0.24 0.27 0.25 0.24 0.21 0.18 0.19 0.23 0.25 0.27 0.27 "
)
_COEFFICIENTS = MFCC.dimension // 2


def embedding(patches: Samples) -> Embedding:
    """Mean and deviation of 20 coefficients over all frames of log-mel patches (n, 187, 96)."""
    return Embedding(MFCC.name, unit(standardised(statistics(patches))))


def statistics(patches: Samples) -> Samples:
    """Before standardising: shape (40,)."""
    coefficients = patches.reshape(-1, BANDS) @ _cosines()
    return np.concatenate([np.mean(coefficients, axis=0), np.std(coefficients, axis=0)])


def standardised(values: Samples) -> Samples:
    """Z-scores by frozen statistics."""
    centre, scale = _frozen()
    return (values - centre) / scale


@cache
def _frozen() -> tuple[Samples, Samples]:
    return np.array(_CENTRE.split(), dtype=np.float32), np.array(_SCALE.split(), dtype=np.float32)


@cache
def _cosines() -> Samples:
    """An orthonormal DCT-II as a matrix, shape (96, 20)."""
    angles = np.pi / BANDS * (np.arange(BANDS)[:, None] + 0.5) * np.arange(_COEFFICIENTS)
    basis = np.cos(angles) * np.sqrt(2 / BANDS)
    basis[:, 0] *= np.sqrt(0.5)
    return np.asarray(basis, dtype=np.float32)
