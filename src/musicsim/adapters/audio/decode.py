"""The parts of a track that are listened to: ten short patches across it, and one longer stretch for its pulse."""

import itertools
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, TypeVar

import numpy as np

from musicsim.adapters.audio.ffmpeg import FfmpegReader
from musicsim.adapters.audio.loudness import block_energies
from musicsim.adapters.audio.pcm import RATE, average, downmix, fitted, resampled, sound
from musicsim.adapters.audio.reader import Reader, Samples
from musicsim.adapters.audio.sndfile import SndfileReader
from musicsim.adapters.audio.windows import Window, gather_by_seeking, gather_in_order
from musicsim.domain.model.failure import FailureReason, UnreadableAudio

T = TypeVar("T")

PATCH = 187 * 256 + 256
"""Samples of a patch at 16 kHz: 3.008 s make the 187 frames that the network hears at once."""

_PATCHES = 10
_STRETCH = 36.0
_FIRST, _LAST = 0.1, 0.9  # the beginnings and ends of tracks tell least of them
_LIE = 0.5  # a header is not believed when reading its last part has come to less than this share of where it should


@dataclass(frozen=True, slots=True)
class Patch:
    """About three seconds: start in seconds, mono samples at 16 kHz, K-weighted energies of its blocks, ten a second.

    `swing` is half the way between the extremes of what was decoded: unlike a peak, it is nothing for a constant.
    """

    start: float
    samples: Samples
    energies: Samples
    swing: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What was taken from a track; `stretch` is contiguous, mono, at 16 kHz. Patches are in order of time."""

    duration: float
    patches: list[Patch]
    stretch: Samples


def read_with(file: BinaryIO, use: Callable[[Reader], T]) -> T:
    """What `use` makes of the file's audio, decoded by FFmpeg or, where that fails in any way, by libsndfile."""
    try:
        with closing(FfmpegReader(file)) as reader:
            return use(reader)
    except UnreadableAudio as refusal:
        try:
            with closing(SndfileReader(file)) as other:
                return use(other)
        except UnreadableAudio:
            raise refusal from None


def hear(file: BinaryIO) -> Heard:
    """Take the parts by seeking; by decoding everything where the header cannot be trusted."""
    return read_with(file, lambda reader: _by_seeking(reader) or _in_order(reader))


def hear_beginning(file: BinaryIO, seconds: float) -> tuple[Heard, Samples]:
    """The parts of what there is in the first `seconds`, and all of that, mono at 16 kHz.

    In one go, and in memory: what was just recorded can often not be seeked.
    """
    return read_with(file, partial(_beginning, seconds=seconds))


def _beginning(reader: Reader, seconds: float) -> tuple[Heard, Samples]:
    most = round(seconds * reader.rate)
    blocks = [samples for _, samples in itertools.takewhile(lambda one: one[0] < most, reader.blocks(0, most))]
    reader.check()
    if not sum(samples.shape[1] for samples in blocks):
        raise UnreadableAudio(FailureReason.EMPTY, "there is not a single sample")
    whole = np.concatenate(blocks, axis=1)[:, :most]
    parts = _Parts(reader, whole.shape[1])
    for window in parts.windows:
        window.feed(0, whole)
        window.close()
    return parts.heard(), resampled(average(sound(whole)), reader.rate)


def _by_seeking(reader: Reader) -> Heard | None:
    length = reader.claimed
    if not length:
        return None
    parts = _Parts(reader, length)
    try:
        gather_by_seeking(reader, parts.windows)
    except UnreadableAudio:
        return None
    if not all(window.filled for window in parts.windows) or _lies(reader, length, parts.windows):
        return None
    reader.check()
    return parts.heard()


def _in_order(reader: Reader) -> Heard:
    length = reader.count()
    reader.check()
    if not length:
        raise UnreadableAudio(FailureReason.EMPTY, "there is not a single sample")
    parts = _Parts(reader, length)
    gather_in_order(reader, parts.windows)
    return parts.heard()


def _lies(reader: Reader, length: int, windows: list[Window]) -> bool:
    share = reader.read_share
    return share is not None and share < _LIE * max(window.stop for window in windows) / length


class _Parts:
    """Windows onto a stream of `length` samples, and what came through them."""

    def __init__(self, reader: Reader, length: int) -> None:
        self._rate, self._channels, self._length = reader.rate, reader.channels, length
        self._patches: list[Patch] = []
        self._stretch: Samples = np.zeros(0, dtype=np.float32)
        width = -(-PATCH * self._rate // RATE)
        starts = patch_starts(length, width)
        self.windows = [Window(start, min(start + width, length), partial(self._keep, start)) for start in starts]
        begin, end = stretch(length, self._rate)
        self.windows.append(Window(begin, end, self._keep_stretch, average))

    def heard(self) -> Heard:
        patches = sorted(self._patches, key=lambda patch: patch.start)
        return Heard(self._length / self._rate, patches, self._stretch)

    def _keep(self, start: int, samples: Samples) -> None:
        samples = sound(samples)
        width = -(-PATCH * self._rate // RATE)
        mono = downmix(samples)
        heard = fitted(resampled(fitted(mono, width), self._rate), PATCH)
        energies = block_energies(samples, self._rate, self._channels)
        self._patches.append(Patch(start / self._rate, heard, energies, float(np.ptp(mono)) / 2))

    def _keep_stretch(self, mono: Samples) -> None:
        self._stretch = resampled(sound(mono), self._rate)


def stretch(length: int, rate: int) -> tuple[int, int]:
    """The contiguous part of a stream of `length` samples that is listened to: its first sample and its end."""
    starts = patch_starts(length, -(-PATCH * rate // RATE))
    begin = max(0, min(starts[(len(starts) - 1) // 2], length - round(_STRETCH * rate)))
    return begin, min(length, begin + round(_STRETCH * rate))


def patch_starts(length: int, width: int) -> list[int]:
    """Where patches of `width` samples start: evenly from 10 % to 90 %, or all over a track hardly longer than they."""
    room = max(0, length - width)
    if length > width * _PATCHES:
        return [round(share * room) for share in np.linspace(_FIRST, _LAST, _PATCHES)]
    return [round(share * room) for share in np.linspace(0.0, 1.0, max(1, length // width))]
