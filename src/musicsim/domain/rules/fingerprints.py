"""How acoustic fingerprints lie on one another best.

Prints are compared as J. Haitsma and T. Kalker do ("A highly robust audio fingerprinting system", ISMIR 2002): by the
share of bits that differ, at every shift, which takes one convolution.
"""

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.fingerprint import Alignment, Words

BITS = 32

SPREAD = 0.262
"""Standard deviation of strangers' errors times √frames: words a frame apart share most of what they hear."""

_Spectra = tuple[npt.NDArray[np.complexfloating], npt.NDArray[np.complexfloating]]


def aligned(one: Words, other: Words, least: int) -> Alignment | None:
    """The shift at which the prints agree least by chance; None when no shift has `least` words in common."""
    if min(len(one), len(other)) < max(1, least):
        return None
    size = 1 << (len(one) + len(other) - 1).bit_length()
    return best_shift(spectra(one, size), spectra(other, size), size, len(one), least)


def least_error(one: Words, other: Words, reach: int, least: int) -> float:
    """The least share of bits that differ at any of a few shifts; 1 where fewer than `least` words are in common."""
    return min(_error_at(one, other, lag, least) for lag in range(-reach, reach + 1))


def error_between(one: Words, other: Words, lag: int, least: int) -> float:
    """The share of bits that would differ about this lag, had both prints' frames begun at the same moments.

    A cut falls between frames: then even copies, 40 ms apart at worst, differ in a fifth. Agreement falls off evenly
    from its peak, so what two neighbouring lags have together does not depend on where between them the peak lies; of
    a print with itself it is 1 and its agreement with itself a frame later.
    """
    at, *beside = (1 - 2 * _error_at(one, other, each, least) for each in (lag, lag - 1, lag + 1))
    alike = sum(1 - 2 * _error_at(each, each, 1, least) for each in (one, other)) / 2
    return (1 - (at + max(beside)) / (1 + max(0.0, alike))) / 2


def _error_at(one: Words, other: Words, lag: int, least: int) -> float:
    return _error(one[max(0, lag) :], other[max(0, -lag) :], least)


def _error(one: Words, other: Words, least: int) -> float:
    common = min(len(one), len(other))
    one, other = one[:common], other[:common]
    heard = (one != 0) & (other != 0)
    count = int(np.count_nonzero(heard))
    return int(np.bitwise_count(one ^ other)[heard].sum()) / (BITS * count) if count >= max(1, least) else 1.0


def best_shift(one: _Spectra, other: _Spectra, size: int, length: int, least: int) -> Alignment | None:
    """The same of prints whose spectra over `size` words are known; `length` is the first's."""
    agreement = np.fft.irfft((one[0] * other[0].conj()).sum(axis=0), size)
    frames = np.rint(np.fft.irfft(one[1] * other[1].conj(), size))
    enough = frames >= max(1, least)
    if not enough.any():
        return None
    place = int(np.where(enough, agreement / np.sqrt(np.maximum(frames, 1)), -np.inf).argmax())
    error = 0.5 - float(agreement[place]) / (2 * BITS * float(frames[place]))
    return Alignment(error, place if place < length else place - size, int(frames[place]))


def surprise(alignment: Alignment) -> float:
    """By how many standard deviations two prints agree better than strangers do."""
    return (0.5 - alignment.error) * float(np.sqrt(alignment.frames)) / SPREAD


def spectra(words: Words, size: int) -> _Spectra:
    """Of the signs of each bit, shape (32, size // 2 + 1), and of where there are any."""
    return np.fft.rfft(signs(words).T, size), np.fft.rfft(_heard(words), size)


def signs(words: Words) -> Vector:
    """1 and -1 for the bits, 0 for words of silence: shape (words, 32)."""
    bits = (words[:, None] >> np.arange(BITS, dtype=np.uint32)) & np.uint32(1)
    return np.asarray((bits.astype(np.float32) * 2 - 1) * _heard(words)[:, None])


def _heard(words: Words) -> Vector:
    return np.asarray(words != 0, dtype=np.float32)
