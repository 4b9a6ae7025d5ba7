"""Numbers and names for people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.entrypoints.cli.text import bar, clock, plural, printable, size, some, span


@given(st.text())
def test_nothing_printable_steers_a_terminal(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert "\x1b" not in shown
    assert len(shown.splitlines()) <= 1


def test_ordinary_words_stay_as_they_are() -> None:
    assert printable("Björk – 東京 № 5 (l'été)") == "Björk – 東京 № 5 (l'été)"
    assert printable("a\x1b[2Jb\nc\udcff") == "a�[2Jb�c�"


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (185, "3:05"), (59.6, "1:00"), (3723, "1:02:03")])
def test_lengths(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


@pytest.mark.parametrize(("seconds", "shown"), [(8.4, "8 s"), (180, "3 min"), (7500, "2 h 5 min")])
def test_times_to_wait(seconds: float, shown: str) -> None:
    assert span(seconds) == shown


@pytest.mark.parametrize(
    ("octets", "shown"), [(1, "1 byte"), (999, "999 bytes"), (3_400_000, "3.4 MB"), (10**13, "10.0 TB")]
)
def test_sizes(octets: int, shown: str) -> None:
    assert size(octets) == shown


@given(st.floats(0, 1))
def test_bars_are_never_too_long(share: float) -> None:
    assert len(bar(share)) <= 20
    assert (bar(share) == "█" * 20) == (share > 1 - 1 / 320)


def test_words() -> None:
    assert plural(1, "track") == "1 track"
    assert plural(2000, "track") == "2,000 tracks"
    assert some(["a", "", "b"]) == "a, b"
