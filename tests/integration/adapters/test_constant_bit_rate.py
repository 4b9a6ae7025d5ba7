"""Which files are sought by time alone, and that it is the right place."""

import io

import numpy as np
import pytest

from musicsim.adapters.audio.ffmpeg import FfmpegReader
from musicsim.adapters.audio.signatures import has_constant_bit_rate
from tests.support.encode import encoded
from tests.support.files import id3, text_frame

RATE = 44_100
LAME = 0.95  # what it makes of every sample, so that none is cut off


def climbing(seconds: int) -> np.ndarray:
    """A tone whose loudness tells the time: each second a little louder than the one before."""
    times = np.arange(seconds * RATE) / RATE
    return (0.05 + 0.9 * np.floor(times) / seconds) * np.sin(2 * np.pi * 440 * times)


@pytest.fixture(scope="module")
def constant() -> bytes:
    return encoded(climbing(60), RATE, "mp3", "libmp3lame", bit_rate=128_000)


def test_an_mp3_that_says_so(constant: bytes):
    assert has_constant_bit_rate(io.BytesIO(constant))
    assert has_constant_bit_rate(io.BytesIO(id3(text_frame("TIT2", "Title"), padding=5000) + constant))


def test_what_does_not(constant: bytes):
    variable = constant.replace(b"Info", b"Xing", 1)
    for data in (b"", b"ID3", b"ID3\4\0\0\0\0\0\0", variable, b"Info" + constant, b"RIFF" + bytes(100), constant[500:]):
        assert not has_constant_bit_rate(io.BytesIO(data))


@pytest.mark.parametrize("second", [3, 17, 42, 58])
def test_seeking_finds_the_place_within_a_tenth_of_a_second(constant: bytes, second: int):
    reader = FfmpegReader(io.BytesIO(constant))
    try:
        start, block = next(reader.blocks(second * RATE, (second + 1) * RATE))
        window = block[0, second * RATE - start + RATE // 10 :][: RATE // 2]
        assert np.abs(window).max() == pytest.approx(LAME * (0.05 + 0.9 * second / 60), abs=0.007)
    finally:
        reader.close()
