"""Byte ranges against slicing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.entrypoints.http.ranges import Unsatisfiable, parse_range

SIZES = st.integers(0, 60)
POSITIONS = st.integers(0, 80)


def _taken(header: str, content: bytes) -> bytes | None:
    """What a range takes of the content; everything when it is to be ignored, None when it can't be had."""
    try:
        part = parse_range(header, len(content))
    except Unsatisfiable:
        return None
    return content if part is None else content[part.start : part.stop]


@given(SIZES, POSITIONS, POSITIONS)
def test_a_closed_range_is_a_slice(size: int, first: int, last: int) -> None:
    content = bytes(range(size))
    if last < first:
        expected: bytes | None = content  # not well-formed
    else:
        expected = content[first : last + 1] if first < size else None
    assert _taken(f"bytes={first}-{last}", content) == expected


@given(SIZES, POSITIONS)
def test_an_open_range_goes_to_the_end(size: int, first: int) -> None:
    content = bytes(range(size))
    assert _taken(f"bytes={first}-", content) == (content[first:] if first < size else None)


@given(SIZES, POSITIONS)
def test_a_suffix_is_the_end(size: int, length: int) -> None:
    content = bytes(range(size))
    assert _taken(f"bytes=-{length}", content) == (content[max(0, size - length) :] if length else None)


@given(st.text(max_size=20))
def test_anything_else_is_ignored_or_right(header: str) -> None:
    try:
        part = parse_range(header, 10)
    except Unsatisfiable:
        return
    assert part is None or 0 <= part.start < part.stop <= 10


@pytest.mark.parametrize(
    "header", [None, "", "bytes=", "bytes=-", "bytes=a-b", "items=0-1", "bytes=0-1,4-5", "bytes 0-1"]
)
def test_these_are_ignored(header: str | None) -> None:
    assert parse_range(header, 10) is None


def test_how_a_range_is_told() -> None:
    part = parse_range("Bytes=2-99", 10)
    assert part is not None
    assert (part.content_range, part.length) == ("bytes 2-9/10", 8)
