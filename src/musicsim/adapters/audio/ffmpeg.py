"""Decoding with FFmpeg, by PyAV."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import BinaryIO, cast

import av
import numpy as np
from av.audio import AudioStream
from av.audio.frame import AudioFrame
from av.container import Flags, InputContainer

from musicsim.adapters.audio.containers import OPTIONS
from musicsim.adapters.audio.reader import MAX_RATE, Reader, Samples
from musicsim.adapters.audio.signatures import has_constant_bit_rate, promises_audio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio

av.logging.set_level(None)

_STILL = frozenset({"mjpeg", "png", "gif", "bmp", "webp", "tiff", "apng"})  # cover art, chapter pictures
_RUN_UP = 0.1  # seconds: what codecs with overlapping frames need to settle after a seek
_PROBE_PACKETS = 4000
_BATCH = 65536
_TOO_MANY_PLANES = 8  # PyAV looks for a null pointer behind the last plane, where FFmpeg puts none from here on
_SCALE = {"u8": 128.0, "s16": 32768.0, "s32": 2147483648.0}


class FfmpegReader(Reader):
    """Reads the first audio stream."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._good = self._bad = 0
        self._read_to: int | None = None
        self._open()
        first = self._first_frame()
        self.rate, self.channels = first.sample_rate, tuple(channel.name for channel in first.layout.channels)
        self._kind = first.sample_rate, first.layout.nb_channels, first.format.name
        self.container, self.codec = self._container.format.name.partition(",")[0], self._stream.codec_context.name
        self._origin = first.time or 0.0
        self._fresh = False
        if not 0 < self.rate <= MAX_RATE:
            raise UnreadableAudio(FailureReason.DAMAGED, f"a sample rate of {self.rate} Hz")

    def _open(self) -> None:
        steady = has_constant_bit_rate(self._file)
        self._file.seek(0)
        try:
            self._container = av.open(self._file, mode="r", container_options=OPTIONS, metadata_errors="replace")
        except (av.FFmpegError, ValueError) as error:
            reason = FailureReason.DAMAGED if promises_audio(self._file) else FailureReason.NOT_AUDIO
            raise UnreadableAudio(reason, getattr(error, "strerror", None) or str(error)) from error
        if steady:  # else FFmpeg reads all frames on the way to one
            self._container.flags |= cast("int", Flags.fast_seek.value)
        self._stream = _audio_stream(self._container)
        self._stream.codec_context.thread_count = 1
        self._fresh = True

    def close(self) -> None:
        self._container.close()

    @property
    def claimed(self) -> int | None:
        if self._stream.duration and self._stream.time_base:
            return round(self._stream.duration * self._stream.time_base * self.rate)
        if self._container.duration:
            return round(self._container.duration / av.time_base * self.rate)
        return None

    @property
    def read_share(self) -> float | None:
        size = self._container.size
        return self._read_to / size if self._read_to is not None and size > 0 else None

    def blocks(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, Samples]]:
        if start > 0:
            self._seek(start)
        elif not self._fresh:
            self._container.close()
            self._open()
        frames = self._fitting_frames()
        if (first := next(frames, None)) is None:
            return
        position = start if first.time is None else round((first.time - self._origin) * self.rate)
        # Frames are gathered in FFmpeg's own memory: a track has ten thousand, and NumPy has its price for each.
        gathered = av.AudioFifo()
        for frame in chain([first], frames):
            frame.pts = None
            gathered.write(frame)
            if gathered.samples >= _BATCH or (stop is not None and position + gathered.samples >= stop):
                block = _samples(gathered)
                yield position, block
                position += block.shape[1]
        if gathered.samples:
            yield position, _samples(gathered)

    def count(self) -> int:
        self._container.close()
        self._open()
        return sum(frame.samples for frame in self._fitting_frames())

    def check(self) -> None:
        if self._bad > self._good:
            share = f"{self._bad} of {self._bad + self._good} packets"
            raise UnreadableAudio(FailureReason.DAMAGED, f"{share} could not be decoded")

    def _seek(self, start: int) -> None:
        seconds = max(0.0, self._origin + start / self.rate - _RUN_UP)
        try:
            self._container.seek(int(seconds / float(self._stream.time_base or 1)), stream=self._stream)
        except av.FFmpegError as error:
            raise UnreadableAudio(FailureReason.DAMAGED, error.strerror or "") from error

    def _fitting_frames(self) -> Iterator[AudioFrame]:
        """Frames of the first one's rate, channels and format: what else turns up is damage, or another recording."""
        self._fresh = False
        for frame in self._frames():
            if (frame.sample_rate, frame.layout.nb_channels, frame.format.name) == self._kind:
                self._good += 1
                yield frame
            else:
                self._bad += 1

    def _frames(self) -> Iterator[AudioFrame]:
        with self._damage():
            for packet in self._container.demux(self._stream):
                self._read_to = self._read_to if packet.pos is None else packet.pos
                with self._damage():
                    yield from packet.decode()

    @contextmanager
    def _damage(self) -> Iterator[None]:
        """Count what FFmpeg gives up on, and go on."""
        try:
            yield
        except av.EOFError:
            pass
        except av.FFmpegError as error:
            if isinstance(error, MemoryError):
                raise
            self._bad += 1

    def _first_frame(self) -> AudioFrame:
        for frame in self._frames():
            if frame.samples:
                return frame
            if self._bad > _PROBE_PACKETS:
                break
        if self._bad or self._stream.duration:
            raise UnreadableAudio(FailureReason.DAMAGED, "nothing could be decoded")
        raise UnreadableAudio(FailureReason.EMPTY, "there is not a single sample")


def _audio_stream(container: InputContainer) -> AudioStream:
    if not container.streams.audio:
        raise UnreadableAudio(FailureReason.NOT_AUDIO, "there is no audio stream")
    moving = [s for s in container.streams.video if s.codec_context is None or s.codec_context.name not in _STILL]
    if moving:
        raise UnreadableAudio(FailureReason.NOT_AUDIO, "it is a film")
    return container.streams.audio[0]


def _samples(gathered: av.AudioFifo) -> Samples:
    frame = gathered.read()
    if frame is None:
        raise ValueError("nothing was gathered")
    channels = frame.layout.nb_channels
    if frame.format.is_planar and channels >= _TOO_MANY_PLANES:
        frame = av.AudioResampler(format=frame.format.packed, layout=frame.layout).resample(frame)[0]
    raw = frame.to_ndarray()
    if not frame.format.is_planar:
        raw = raw.reshape(-1, channels).T
    samples = raw.astype(np.float32, order="C")  # channel by channel, as everything after this reads them
    scale = _SCALE.get(frame.format.packed.name)
    if scale is None:
        return samples
    if raw.dtype == np.uint8:
        samples -= scale
    samples /= np.float32(scale)
    return samples
