"""Bytes on their way into a store."""

import hashlib
import tracemalloc
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.rules.streams import Checksum, regrouped

MIB = 1024 * 1024


async def stream(chunks: list[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


@given(chunks=st.lists(st.binary(max_size=20)), size=st.integers(1, 16))
async def test_pieces_are_the_same_bytes_in_equal_lengths(chunks: list[bytes], size: int):
    pieces = [piece async for piece in regrouped(stream(chunks), size)]
    assert b"".join(pieces) == b"".join(chunks)
    assert all(len(piece) == size for piece in pieces[:-1])
    assert all(0 < len(piece) <= size for piece in pieces[-1:])


async def test_a_stream_is_held_in_little_more_than_the_pieces_that_are_used():
    size, chunks = 4 * MIB, [bytes(MIB // 4)] * 64
    tracemalloc.start()
    try:
        async for piece in regrouped(stream(chunks), size):
            assert len(piece) == size
        assert tracemalloc.get_traced_memory()[1] < 3.5 * size  # this piece, the next, and what gathers for it
    finally:
        tracemalloc.stop()


@given(chunks=st.lists(st.binary(max_size=20)))
def test_a_checksum_is_that_of_all_that_passed(chunks: list[bytes]):
    checksum, whole = Checksum(), b"".join(chunks)
    for chunk in chunks:
        checksum.add(chunk)
    digest = hashlib.sha256(whole).hexdigest()
    assert checksum.size == len(whole)
    assert checksum.checked("") == checksum.checked(digest) == digest
    with pytest.raises(Invalid, match=digest):
        checksum.checked("0" * 64)
