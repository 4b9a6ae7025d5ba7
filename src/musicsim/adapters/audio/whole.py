"""The fingerprint of a whole track, decoded as a stream."""

from functools import partial
from typing import Any

import numpy as np
import soxr

from musicsim.adapters.audio.decode import read_with, stretch
from musicsim.adapters.audio.fingerprint import Printing
from musicsim.adapters.audio.opening import opened
from musicsim.adapters.audio.pcm import RATE, average, sound
from musicsim.adapters.audio.reader import Reader, Samples
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.model.fingerprint import FRAMES_A_SECOND, Fingerprint
from musicsim.domain.model.segments import Segments

_MOST = 2 * 3600
"""Seconds that are printed: 360 KB of a track that goes on for hours are enough."""

_BLOCK = 4 * RATE


def segments_of(source: AudioSource) -> Segments:
    """Decode everything, up to two hours; a few seconds of it are in memory at a time."""
    with opened(source) as file:
        return read_with(file, partial(_printed, most=_MOST))


def _printed(reader: Reader, most: int) -> Segments:
    printing, length = Printing(round(most * FRAMES_A_SECOND)), 0
    slowing = _Slowing(reader.rate)
    for position, block in reader.blocks(0, most * reader.rate):
        length = position + block.shape[1]
        for samples in slowing.fed(average(sound(block))):
            printing.feed(samples)
    printing.feed(slowing.rest(), last=True)
    reader.check()
    if not length:
        raise UnreadableAudio(FailureReason.EMPTY, "there is not a single sample")
    whole = printing.done()
    begin, end = (round(place / reader.rate * FRAMES_A_SECOND) for place in stretch(length, reader.rate))
    return Segments(whole, Fingerprint.of(whole.words[begin:end], whole.model))


class _Slowing:
    """From a stream's own rate to 16 kHz, in blocks of some seconds."""

    def __init__(self, rate: int) -> None:
        self._stream: Any = None if rate == RATE else soxr.ResampleStream(rate, RATE, 1, dtype="float32")
        self._waiting: list[Samples] = []
        self._count = 0

    def fed(self, mono: Samples) -> list[Samples]:
        """What comes out, nothing until there is enough to be worth it."""
        self._waiting.append(np.asarray(mono, dtype=np.float32))
        self._count += len(mono)
        return [self._taken(last=False)] if self._count >= _BLOCK else []

    def rest(self) -> Samples:
        """What is left."""
        return self._taken(last=True)

    def _taken(self, *, last: bool) -> Samples:
        waiting = np.concatenate([*self._waiting, np.zeros(0, dtype=np.float32)])
        self._waiting, self._count = [], 0
        return waiting if self._stream is None else np.asarray(self._stream.resample_chunk(waiting, last=last))
