"""Tempo from the autocorrelation of onsets.

Onset strength is the mean rise of all bands in decibels; its autocorrelation, averaged over windows of eight seconds,
is weighted by a log-normal preference for tempi near 120 beats a minute (after Ellis 2007, "Beat tracking by dynamic
programming").
"""

import numpy as np

from musicsim.adapters.audio.mel import HOP, mel_energies
from musicsim.adapters.audio.pcm import RATE
from musicsim.adapters.audio.reader import Reals, Samples
from musicsim.domain.model.analysis import Tempo

MODEL = "acf-tempo@1"

_FRAMES_A_MINUTE = 60 * RATE / HOP
_SHORTEST = 4.0  # seconds: less holds too few beats
_WINDOW = round(8.0 * RATE / HOP)
_RISE = 2  # frames, 32 ms: an attack is not over in one
_DEPTH = 80.0  # dB below the loudest that count
_SLOWEST, _FASTEST, _STEP = 50.0, 210.0, 0.25
_CENTRE, _SPREAD = 120.0, 0.9  # octaves
_FAINT = 0.05  # an autocorrelation below this is no pulse


def estimate(stretch: Samples) -> Tempo | None:
    """The tempo of contiguous samples at 16 kHz; None where they are too short or have no pulse."""
    if len(stretch) < _SHORTEST * RATE:
        return None
    correlation = _autocorrelation(_onsets(mel_energies(stretch)))
    tempi = np.arange(_SLOWEST, _FASTEST, _STEP)
    salience = _at(correlation, _FRAMES_A_MINUTE / tempi)
    preferred = (salience - salience.min()) * np.exp(-0.5 * (np.log2(tempi / _CENTRE) / _SPREAD) ** 2)
    best = int(preferred.argmax())
    if salience[best] < _FAINT:
        return None
    return Tempo(_refined(correlation, float(tempi[best])), round(min(1.0, float(salience[best])), 3), MODEL)


def _onsets(energies: Samples) -> Samples:
    level = 10 * np.log10(np.maximum(energies, 1e-10))
    level = np.maximum(level, level.max() - _DEPTH)
    strength = np.maximum(0, level[_RISE:] - level[:-_RISE]).mean(axis=1)
    return np.asarray(strength - strength.mean(), dtype=np.float32)


def _autocorrelation(onsets: Samples) -> Samples:
    """Mean over windows, 1 at lag 0 unless there are no onsets at all; shape (window,)."""
    size = min(_WINDOW, len(onsets))
    windows = np.lib.stride_tricks.sliding_window_view(onsets, size)[:: max(1, size // 4)] * np.hanning(size)
    power = np.abs(np.fft.rfft(windows, 2 * size)) ** 2
    correlations = np.fft.irfft(power)[:, :size]
    return np.asarray((correlations / (correlations[:, :1] + 1e-9)).mean(axis=0), dtype=np.float32)


def _at(correlation: Samples, lags: Reals) -> Reals:
    return np.interp(lags, np.arange(len(correlation)), correlation, right=0.0)


def _refined(correlation: Samples, bpm: float) -> float:
    """Multiples of the beat are measured with a finer ruler than the beat itself."""
    tempi = bpm * np.linspace(0.98, 1.02, 81)
    lags = _FRAMES_A_MINUTE / tempi
    salience = np.sum([_at(correlation, lags * beats) for beats in (1, 2, 4)], axis=0)
    return round(float(tempi[int(salience.argmax())]), 1)
