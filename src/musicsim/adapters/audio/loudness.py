"""Loudness after ITU-R BS.1770-4, from parts of a track.

The K-weighting is applied to the spectra of short blocks instead of running its two filters over the samples. The
blocks overlap by half and have soft edges (a sine, whose squares add up to one), without which the strong bass that the
filter takes away would leak into what it leaves: tones come out within 0.1 LU from 30 Hz on.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from musicsim.adapters.audio.reader import Reals, Samples
from musicsim.domain.model.analysis import Loudness

MODEL = "bs1770-patches@1"

_HOP = 0.1  # seconds
_PER_GATE = 4  # blocks to a gating block of 0.4 s (0.5 s with its edges); these overlap by three, as they should
_OFFSET = -0.691
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0
_STANDARD_RATE = 48_000
# Stage 1 (the head) and stage 2 (RLB weighting) of BS.1770-4, tables 1 and 2: numerator, denominator.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_SIDES = frozenset({"SL", "SR"})
_BACKS = frozenset({"BL", "BR"})
_SURROUND = 1.41  # for loudspeakers between 60° and 120° (BS.1770-4, table 4)


def block_energies(samples: Samples, rate: int, channels: Sequence[str]) -> Samples:
    """Mean squares of K-weighted blocks of 0.2 s, one every 0.1 s, summed over the channels with their weights.

    Shape (blocks,). Audio shorter than a block makes one block.
    """
    size = min(max(2, round(2 * _HOP * rate)), samples.shape[1])
    taper = _taper(size)
    blocks = np.lib.stride_tricks.sliding_window_view(samples, size, axis=1)[:, :: max(1, size // 2)] * taper
    spectrum = np.fft.rfft(blocks)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    per_channel = power @ (_weighting(size, rate) / (size * np.square(taper).sum()))
    return np.asarray(_gains(tuple(channels)) @ per_channel, dtype=np.float32)


def integrated(patches: Sequence[Samples]) -> Loudness | None:
    """Gated loudness of the blocks of several patches; None when all of it lies below the absolute gate."""
    energies = np.concatenate([_gating_blocks(patch) for patch in patches])
    loud = energies[_lufs(energies) > _ABSOLUTE_GATE]
    if not len(loud):
        return None
    louder = loud[_lufs(loud) > _lufs(loud.mean()) + _RELATIVE_GATE]
    return Loudness(round(float(_lufs(louder.mean())), 2), MODEL)


def _gating_blocks(energies: Samples) -> Reals:
    if len(energies) < _PER_GATE:
        return np.asarray(energies.mean(keepdims=True))
    return np.asarray(np.lib.stride_tricks.sliding_window_view(energies, _PER_GATE).mean(axis=-1))


def _lufs(energy: Reals) -> Reals:
    return np.asarray(_OFFSET + 10 * np.log10(np.maximum(energy, 1e-30)))


@lru_cache(maxsize=8)
def _gains(channels: tuple[str, ...]) -> Samples:
    """The weight of each channel; back loudspeakers count as surround unless there are side ones as well."""
    surround = _SIDES if _SIDES & set(channels) else _BACKS
    gains = [0.0 if name.startswith("LFE") else _SURROUND if name in surround else 1.0 for name in channels]
    return np.array(gains, dtype=np.float32)


@lru_cache(maxsize=8)
def _taper(size: int) -> Samples:
    return np.sin(np.pi * (np.arange(size) + 0.5) / size).astype(np.float32)


@lru_cache(maxsize=8)
def _weighting(size: int, rate: int) -> Samples:
    """The power response of the K-filter at the bins of an rfft, doubled where a bin stands for two.

    The standard gives coefficients for 48 kHz only. Their response, as a function of frequency, is what it means at
    any other rate; above 24 kHz it goes on as flat as it has become.
    """
    frequencies = np.minimum(np.fft.rfftfreq(size, 1 / rate), _STANDARD_RATE / 2)
    delay = np.exp(-2j * np.pi * frequencies / _STANDARD_RATE)
    gain = np.ones(len(delay))
    for numerator, denominator in (_SHELF, _HIGH_PASS):
        gain *= np.abs(np.polyval(numerator[::-1], delay) / np.polyval(denominator[::-1], delay)) ** 2
    gain[1 : (size + 1) // 2] *= 2
    return gain.astype(np.float32)
