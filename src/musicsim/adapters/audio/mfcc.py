"""A baseline without learning: mel-frequency cepstral coefficients, their means and deviations."""

from functools import cache

import numpy as np

from musicsim.adapters.audio.mel import BANDS
from musicsim.adapters.audio.network import unit
from musicsim.adapters.audio.reader import Samples
from musicsim.adapters.audio.spaces import MFCC
from musicsim.domain.model.analysis import Embedding

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
    return (values - _CENTRE) / _SCALE


@cache
def _cosines() -> Samples:
    """An orthonormal DCT-II as a matrix, shape (96, 20)."""
    angles = np.pi / BANDS * (np.arange(BANDS)[:, None] + 0.5) * np.arange(_COEFFICIENTS)
    basis = np.cos(angles) * np.sqrt(2 / BANDS)
    basis[:, 0] *= np.sqrt(0.5)
    return np.asarray(basis, dtype=np.float32)


_CENTRE = np.zeros(40, dtype=np.float32)
_SCALE = np.ones(40, dtype=np.float32)
