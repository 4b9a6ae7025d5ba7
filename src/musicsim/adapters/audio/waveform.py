"""An overview for drawing."""

from functools import partial

import numpy as np

from musicsim.adapters.audio.decode import read_with
from musicsim.adapters.audio.opening import opened
from musicsim.adapters.audio.pcm import sound
from musicsim.adapters.audio.reader import Reader, Samples
from musicsim.domain.model.analysis import Waveform
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.failure import FailureReason, UnreadableAudio

MODEL = "peaks@1"

_CHUNK = 256  # samples: fine enough for any screen, coarse enough for a day of audio in memory
_CHUNKS_A_POINT = 16
_BATCH = 65536


def draw(source: AudioSource, points: int) -> Waveform:
    """Peaks of `points` equal stretches over all channels, decoding everything, keeping only peaks."""
    with opened(source) as file:
        chunks = read_with(file, partial(_chunks, points=points))
    starts = np.arange(points) * len(chunks) // points
    peaks = np.maximum.reduceat(chunks, starts)
    return Waveform(np.round(255 * np.minimum(peaks, 1)).astype(np.uint8), MODEL)


def _chunks(reader: Reader, points: int) -> Samples:
    size = max(1, min(_CHUNK, (reader.claimed or _CHUNK * _CHUNKS_A_POINT * points) // (_CHUNKS_A_POINT * points)))
    peaks = _chunk_peaks(reader, size)
    reader.check()
    if not len(peaks):
        raise UnreadableAudio(FailureReason.EMPTY, "there is not a single sample")
    return peaks


def _chunk_peaks(reader: Reader, size: int) -> Samples:
    """Peaks of consecutive chunks of `size` samples, the last of which may be shorter."""
    peaks: list[Samples] = []
    pending: list[Samples] = []
    for _, block in reader.blocks():
        pending.append(np.abs(sound(block)).max(axis=0))
        if sum(map(len, pending)) >= _BATCH:
            levels = np.concatenate(pending)
            whole = len(levels) // size * size
            peaks.append(levels[:whole].reshape(-1, size).max(axis=1))
            pending = [levels[whole:]]
    rest = np.concatenate([*pending, np.zeros(0, dtype=np.float32)])
    if len(rest):
        peaks.append(np.maximum.reduceat(rest, np.arange(0, len(rest), size)))
    return np.concatenate(peaks) if peaks else rest
