"""Acoustic fingerprints after J. Haitsma and T. Kalker, "A highly robust audio fingerprinting system" (ISMIR 2002).

Each bit says whether the difference of energy between two neighbouring bands grew since the frame before: coding,
level and equalising leave most of them as they are, while another performance of the same notes, which never falls on
the same hundredths of a second, changes near half. 33 bands from 300 to 2000 Hz; frames of 0.41 s, but one every
80 ms where the paper has one every 11.6, so that half a minute takes 1.8 KB.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
import soxr

from musicsim.adapters.audio.mel import hann
from musicsim.adapters.audio.pcm import RATE
from musicsim.adapters.audio.reader import Samples
from musicsim.adapters.audio.spaces import PRINTS
from musicsim.domain.model.fingerprint import Fingerprint, Words

_SLOW = 5_000  # Hz: nothing above 2000 is looked at
_SIZE, _HOP = 2048, 400
_LOWEST, _HIGHEST, _BANDS = 300.0, 2000.0, 33
_PHASES = 4
_FAINT = 1e-9  # of full scale squared, -90 dB: what lies below is nothing but dither


def fingerprint(samples: Samples) -> Fingerprint:
    """Of mono samples at 16 kHz; empty for less than half a second."""
    return Fingerprint.of(_words(_energies(slowed(samples))), PRINTS)


def phases(samples: Samples) -> tuple[Fingerprint, ...]:
    """Prints whose frames begin 20 ms after one another's: nobody knows where an excerpt's would begin in the whole."""
    slow = slowed(samples)
    step = _HOP // _PHASES
    return tuple(Fingerprint.of(_words(_energies(slow[phase * step :])), PRINTS) for phase in range(_PHASES))


def slowed(samples: Samples) -> Samples:
    """As the frames are made of: from 16 to 5 kHz."""
    return np.asarray(soxr.resample(samples, RATE, _SLOW, "MQ"), dtype=np.float32)


class Printing:
    """A fingerprint of audio that comes in blocks, of at most `most` frames."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._slowing = soxr.ResampleStream(RATE, _SLOW, 1, dtype="float32", quality="MQ")
        self._waiting: Samples = np.zeros(0, dtype=np.float32)
        self._energies: list[Samples] = []
        self._count = 0

    def feed(self, samples: Samples, *, last: bool = False) -> None:
        """The next mono samples at 16 kHz."""
        if self._count <= self._most:
            self._waiting = np.concatenate([self._waiting, self._slowing.resample_chunk(samples, last=last)])
            frames = _energies(self._waiting)
            self._energies.append(frames)
            self._count += len(frames)
            self._waiting = self._waiting[len(frames) * _HOP :]

    def done(self) -> Fingerprint:
        """The print of all that came."""
        return Fingerprint.of(_words(np.concatenate([*self._energies, _NONE]))[: self._most], PRINTS)


def _energies(slow: Samples) -> Samples:
    """In 33 bands, of each frame: shape (frames, 33)."""
    if len(slow) < _SIZE:
        return _NONE
    return np.concatenate(list(_blocks(np.lib.stride_tricks.sliding_window_view(slow, _SIZE)[::_HOP])))


def _blocks(frames: Samples) -> Iterator[Samples]:
    low, high, bands = _bands()
    for start in range(0, len(frames), 256):
        spectra = np.fft.rfft(frames[start : start + 256] * hann(_SIZE))[:, low:high]
        yield np.asarray((np.square(spectra.real) + np.square(spectra.imag)) @ bands, dtype=np.float32)


def _words(energies: Samples) -> Words:
    """A word of each frame but the first."""
    differences = energies[:, :-1] - energies[:, 1:]
    bits = (differences[1:] > differences[:-1]).astype(np.uint32)
    words = (bits << np.arange(_BANDS - 1, dtype=np.uint32)).sum(axis=1, dtype=np.uint32)
    audible = energies.sum(axis=1) > _FAINT * _SIZE**2
    return np.asarray(np.where(audible[1:], np.maximum(words, 1), 0), dtype=np.uint32)


@cache
def _bands() -> tuple[int, int, Samples]:
    """The first and the last bin that count, and which band each belongs to: shape (bins, 33)."""
    frequencies = np.fft.rfftfreq(_SIZE, 1 / _SLOW)
    edges = np.geomspace(_LOWEST, _HIGHEST, _BANDS + 1)
    band = np.searchsorted(edges, frequencies, side="right") - 1
    inside = np.flatnonzero((band >= 0) & (band < _BANDS))
    return int(inside[0]), int(inside[-1]) + 1, (band[inside][:, None] == np.arange(_BANDS)).astype(np.float32)


_NONE: Samples = np.zeros((0, _BANDS), dtype=np.float32)
