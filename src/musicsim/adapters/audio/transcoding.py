"""Encoding anew, by PyAV. Everything here blocks: it runs in a process of its own."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO, cast

import av
import numpy as np
from av.audio import AudioStream
from av.container import OutputContainer

from musicsim.adapters.audio.ffmpeg import FfmpegReader
from musicsim.adapters.audio.pcm import sound
from musicsim.adapters.audio.reader import Reader, Samples
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.streaming import TargetFormat, Transcoding

if TYPE_CHECKING:
    from musicsim.adapters.audio.sndfile import SndfileReader


@dataclass(frozen=True, slots=True)
class _Target:
    """A muxer and an encoder as FFmpeg calls them, options of the muxer, and the most kbit/s a channel."""

    container: str
    codec: str
    options: dict[str, str]
    most: int = 320


_TARGETS = {
    TargetFormat.OPUS: _Target("ogg", "libopus", {"page_duration": "500000"}, most=256),  # µs: the first comes soon
    TargetFormat.AAC: _Target("adts", "aac", {}),
    TargetFormat.MP3: _Target("mp3", "libmp3lame", {"id3v2_version": "0"}),
}
_PLAIN = {"fflags": "+bitexact"}  # the same bytes every time, and no encoder's name in them
_OPUS_RATE = 48_000
_ORDINARY_RATES = (44_100, 48_000)
_FEW = 2  # channels


class _Sink:
    """Where the muxer writes: no file that could be sought in."""

    name = "audio"

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes) -> int:
        """As files do."""
        self._written += data
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        data = bytes(self._written)
        self._written.clear()
        return data


def transcoded(file: BinaryIO, wanted: Transcoding) -> Iterator[bytes]:
    """The audio of `file` from `wanted.start` on, in pieces as they come about."""
    target, sink = _TARGETS[wanted.format], _Sink()
    with closing(_reader(file)) as reader:
        channels = min(_FEW, len(reader.channels))
        with av.open(sink, "w", format=target.container, container_options=target.options | _PLAIN) as out:
            layout = "mono" if channels == 1 else "stereo"
            rate = _rate(reader.rate, wanted.format)
            stream = cast("AudioStream", out.add_stream(target.codec, rate=rate, layout=layout))
            stream.bit_rate = 1000 * min(wanted.bitrate, target.most * channels)
            for frame in _frames(reader, round(wanted.start * reader.rate)):
                out.mux(stream.encode(frame))
                yield sink.taken()
            _end(stream, out)
        yield sink.taken()


def _reader(file: BinaryIO) -> "FfmpegReader | SndfileReader":
    """FFmpeg or, where that fails from the start, libsndfile."""
    try:
        return FfmpegReader(file)
    except UnreadableAudio as refusal:
        from musicsim.adapters.audio.sndfile import SndfileReader  # few need it, and whoever listens waits for it

        try:
            return SndfileReader(file)
        except UnreadableAudio:
            raise refusal from None


def _rate(rate: int, wanted: TargetFormat) -> int:
    """The usual rate that is nearest of kin to the original's."""
    if wanted is TargetFormat.OPUS:
        return _OPUS_RATE
    return next((usual for usual in _ORDINARY_RATES if rate % (usual // 4) == 0), _ORDINARY_RATES[-1])


def _frames(reader: Reader, start: int) -> Iterator[av.AudioFrame]:
    """The samples from `start` on, exactly, one behind the other whatever the file's own time stamps say."""
    written = 0
    for position, block in _blocks(reader, start):
        samples = _few(sound(block[:, max(0, start - position) :]), reader.channels)
        if not samples.shape[1]:
            continue
        packed = np.ascontiguousarray(samples.T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="flt", layout="mono" if len(samples) == 1 else "stereo")
        frame.sample_rate, frame.pts, frame.time_base = reader.rate, written, Fraction(1, reader.rate)
        written += samples.shape[1]
        yield frame


def _blocks(reader: Reader, start: int) -> Iterator[tuple[int, Samples]]:
    """From about `start` on; from the beginning, where the file cannot be sought in."""
    blocks = reader.blocks(start)
    try:
        first = next(blocks, None)
    except UnreadableAudio:
        if not start:
            raise
        yield from reader.blocks()
        return
    if first is not None:
        yield first
        yield from blocks


def _few(samples: Samples, names: tuple[str, ...]) -> Samples:
    """Two channels of many: those at a side whole, those in the middle at -3 dB (ITU-R BS.775), scaled not to clip."""
    if len(samples) <= _FEW:
        return samples
    shares = np.array([_shares(name, number) for number, name in enumerate(names)], dtype=np.float32).T
    return np.asarray(shares / shares.sum(axis=1, keepdims=True) @ samples, dtype=np.float32)


def _shares(name: str, number: int) -> tuple[float, float]:
    """How much of a channel goes to the left and to the right; without a name, channels take turns."""
    if name == "LFE":
        return 0.0, 0.0
    if not name:
        return float(number % 2 == 0), float(number % 2 == 1)
    left, right = name.endswith("L") or name == "FLC", name.endswith("R") or name == "FRC"
    return (float(left), float(right)) if left or right else (0.7071, 0.7071)


def _end(stream: AudioStream, out: OutputContainer) -> None:
    """Write what the encoder holds back; it knows nothing of an end where nothing began."""
    if stream.codec_context.is_open:
        out.mux(stream.encode(None))
