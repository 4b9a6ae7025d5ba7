"""Log-mel spectrograms as musicnn was trained on them (Pons & Serra 2019, with librosa's Slaney bands)."""

from functools import cache

import numpy as np

from musicsim.adapters.audio.models import FILTERBANK, model_array
from musicsim.adapters.audio.reader import Samples

HOP = 256
WINDOW = 512
BANDS = 96


def power_frames(samples: Samples, size: int, hop: int) -> Samples:
    """Power spectra of Hann-windowed frames: shape (frames, size // 2 + 1), frames that fit, none padded."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, size)[::hop]
    spectrum = np.fft.rfft(frames * hann(size))
    power: Samples = np.square(spectrum.real)
    power += np.square(spectrum.imag)
    return power


def mel_energies(samples: Samples) -> Samples:
    """Energies in 96 bands of samples at 16 kHz: shape (frames, 96), 62.5 frames a second."""
    return np.asarray(power_frames(samples, WINDOW, HOP) @ _bands())


def log_mel(energies: Samples) -> Samples:
    """Band energies compressed as the network expects them: log10(10000 · energy + 1)."""
    return np.asarray(np.log10(10_000 * energies + 1), dtype=np.float32)


@cache
def hann(size: int) -> Samples:
    """A periodic Hann window."""
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)).astype(np.float32)


@cache
def _bands() -> Samples:
    return np.ascontiguousarray(model_array(FILTERBANK).T)
