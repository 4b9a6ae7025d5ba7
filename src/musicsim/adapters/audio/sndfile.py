"""Decoding with libsndfile, for the few real files that FFmpeg fails on."""

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import soundfile

from musicsim.adapters.audio.reader import MAX_RATE, Reader, Samples
from musicsim.domain.model.failure import FailureReason, UnreadableAudio

_BLOCK = 65536
_STARTS = (b"RIFF", b"RIFX", b"RF64", b"riff", b"FORM", b"fLaC", b"OggS", b"caff", b".snd")
# Not MPEG: libsndfile takes nearly anything for it, and complains on standard error.
_FORMATS = frozenset({"AIFF", "AU", "CAF", "FLAC", "OGG", "RF64", "W64", "WAV", "WAVEX"})
_CONTAINERS = {"RF64": "wav", "WAVEX": "wav"}
_NAMES = {1: ("FC",), 2: ("FL", "FR")}


class SndfileReader(Reader):
    """Refuses (NOT_AUDIO) what is not one of the formats that libsndfile knows well."""

    def __init__(self, file: BinaryIO) -> None:
        self._sound = _opened(file)
        self.rate = int(self._sound.samplerate)
        self.container, self.codec = _CONTAINERS.get(self._sound.format, self._sound.format.lower()), ""
        self.channels = _NAMES.get(self._sound.channels, ("",) * self._sound.channels)

    def close(self) -> None:
        self._sound.close()

    @property
    def claimed(self) -> int | None:
        return self._sound.frames or None

    @property
    def read_share(self) -> float | None:
        return None

    def blocks(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, Samples]]:
        try:
            position = self._sound.seek(start)
            end = self._sound.frames if stop is None else stop
            while len(block := self._sound.read(min(_BLOCK, max(1, end - position)), dtype="float32", always_2d=True)):
                yield position, np.ascontiguousarray(block.T)
                position += len(block)
        except soundfile.LibsndfileError as error:
            raise UnreadableAudio(FailureReason.DAMAGED, str(error)) from error

    def count(self) -> int:
        return sum(block.shape[1] for _, block in self.blocks())

    def check(self) -> None:
        """Nothing to judge: libsndfile itself says when it cannot go on."""


def _opened(file: BinaryIO) -> soundfile.SoundFile:
    file.seek(0)
    if not file.read(4).startswith(_STARTS):
        raise UnreadableAudio(FailureReason.NOT_AUDIO, "it is left to FFmpeg")
    file.seek(0)
    try:
        sound = soundfile.SoundFile(file)
    except (soundfile.LibsndfileError, TypeError) as error:
        raise UnreadableAudio(FailureReason.NOT_AUDIO, str(error)) from error
    if sound.format not in _FORMATS or not 0 < sound.samplerate <= MAX_RATE:
        raise UnreadableAudio(FailureReason.NOT_AUDIO, f"{sound.format} is left to FFmpeg")
    return sound
