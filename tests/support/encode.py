"""Real files in many formats, made with FFmpeg's encoders."""

import io
from fractions import Fraction

import av
import numpy as np


def encoded(
    samples: np.ndarray,
    rate: int,
    container: str,
    codec: str,
    *,
    bit_rate: int | None = None,
    layout: str | None = None,
    options: dict[str, str] | None = None,
) -> bytes:
    """A file of samples of shape (n,) or (channels, n); skips the test when FFmpeg was built without that encoder."""
    channels = np.atleast_2d(samples).astype(np.float32)
    layout = layout or {1: "mono", 2: "stereo"}[len(channels)]
    if codec not in av.codecs_available:
        import pytest  # benchmarks use this module too, and have no pytest

        pytest.skip(f"FFmpeg has no encoder {codec} here")
    file = io.BytesIO()
    with av.open(file, "w", format=container, options=options or {}) as out:
        stream = out.add_stream(codec, rate=rate, layout=layout)
        if bit_rate:
            stream.bit_rate = bit_rate
        if codec == "vorbis":
            stream.codec_context.options = {"strict": "-2"}
        for frame in _frames(channels, rate, layout):
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return file.getvalue()


def _frames(channels: np.ndarray, rate: int, layout: str) -> list[av.AudioFrame]:
    frames = []
    for start in range(0, channels.shape[1], 4096):
        part = np.ascontiguousarray(channels[:, start : start + 4096].T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(part, format="flt", layout=layout)
        frame.sample_rate, frame.pts = rate, start
        frames.append(frame)
    return frames


def film(seconds: float = 1.0, *, codec: str = "mpeg4", container: str = "mp4") -> bytes:
    """Moving pictures without sound."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as out:
        stream = out.add_stream(codec, rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for number in range(round(seconds * 25)):
            picture = np.full((64, 64, 3), number * 5 % 255, dtype=np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture)))
        out.mux(stream.encode(None))
    return file.getvalue()


def picture(codec: str = "png") -> bytes:
    """A still picture."""
    encoder = av.CodecContext.create(codec, "w")
    encoder.width, encoder.height, encoder.time_base = 32, 32, Fraction(1)
    encoder.pix_fmt = "rgb24" if codec == "png" else "yuvj420p"
    frame = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), dtype=np.uint8)).reformat(format=encoder.pix_fmt)
    frame.pts = 0
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])
