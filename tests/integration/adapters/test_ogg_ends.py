"""What an Ogg file says of itself, read from its ends."""

import io
import struct
import time
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.audio.ogg_ends import OggEnds, ogg_ends
from musicsim.adapters.audio.tag_format import for_tinytag
from musicsim.adapters.audio.tinytag_words import words_by_tinytag
from musicsim.domain.rules.tagging import OwnWords
from tests.support.encode import encoded
from tests.support.sounds import noise

RATE = 48_000
CODECS = ["vorbis", "libopus", "flac"]


@cache
def ogg(codec: str, seconds: int = 10) -> bytes:
    samples = np.stack([noise(seconds, seed, rate=RATE) for seed in (1, 2)])
    return encoded(samples, RATE, "ogg", codec, bit_rate=None if codec == "flac" else 320_000)


class Counting(io.BytesIO):
    """Counts the bytes that are read."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.taken = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.taken += len(data)
        return data


def words_of(data: bytes) -> OwnWords | None:
    return words_by_tinytag(io.BytesIO(data))


@pytest.mark.parametrize("codec", CODECS)
def test_the_ends_say_what_the_whole_says(codec: str):
    whole, file = words_of(ogg(codec)), Counting(ogg(codec))
    view = for_tinytag(file)
    assert isinstance(view, OggEnds)
    found = words_by_tinytag(view)
    assert whole is not None
    assert found is not None
    found = view.corrected(found)
    if codec == "libopus":
        assert found.bitrate == pytest.approx(whole.bitrate, rel=0.005)
        found = replace(found, bitrate=whole.bitrate)
    assert found == whole
    assert file.taken < 0.9 * len(file.getbuffer())


def test_a_view_reads_as_its_two_parts_together():
    data = ogg("vorbis")
    view = ogg_ends(io.BytesIO(data))
    assert view is not None
    size = view.seek(0, 2)
    view.seek(0)
    whole = view.read(size + 10)
    assert len(whole) == size
    assert data.startswith(whole[:1000])
    assert data.endswith(whole[-1000:])

    @given(st.integers(0, size + 10), st.integers(0, size))
    def any_part(start: int, length: int) -> None:
        view.seek(start)
        assert view.read(length) == whole[start : start + length]

    any_part()


def test_pages_that_lead_nowhere_are_followed_once():
    """A file that is made for it would keep the reader busy for minutes."""
    empty = struct.pack("<4sBBqIIIB", b"OggS", 0, 0, 1, 7, 0, 0, 0)
    began = time.process_time()
    assert ogg_ends(io.BytesIO(empty * 12_000 + b"?")) is None
    assert time.process_time() - began < 2


def test_what_is_not_plainly_one_stream_is_left_whole():
    one = ogg("vorbis")
    for data in (
        b"",
        b"OggS",
        b"OggS" + bytes(400_000),
        ogg("vorbis", 2),
        one + b"something behind it",
        one + ogg("libopus", 20),
        one[:-100],
        bytes(1) + one,
    ):
        assert ogg_ends(io.BytesIO(data)) is None
