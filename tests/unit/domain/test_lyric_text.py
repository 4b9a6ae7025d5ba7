"""Words that are sung, as people write them down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.lyrics import LyricLine
from musicsim.domain.rules.encodings import decoded
from musicsim.domain.rules.lyric_text import LONGEST_LINE, MOST_LINES, lyric_lines

LRC = """\ufeff[ar:Somebody]\r
[ti:Something]\r
[length:03:20]\r
\r
[00:12.50]First line\r
[00:17]Second\r
[00:21:75]  Third,  <00:22.10>word <00:22.90>by word \r
[01:02.5][02:03.123]Chorus\r
[00:25.00]\r
and what has no time\r
[by:nobody]\r
"""


def pairs(text: str) -> list[tuple[float | None, str]]:
    return [(line.time, line.text) for line in lyric_lines(text)]


def test_what_players_agree_on():
    assert pairs(LRC) == [
        (12.5, "First line"),
        (17.0, "Second"),
        (21.75, "Third, word by word"),
        (25.0, ""),
        (25.0, "and what has no time"),
        (62.5, "Chorus"),
        (123.123, "Chorus"),
    ]


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("[0:01]", 1.0),
        ("[00:01.5]", 1.5),
        ("[00:01.05]", 1.05),
        ("[00:01.005]", 1.005),
        ("[ 00:01.50 ]", 1.5),
        ("[00:01,50]", 1.5),
        ("[75:00.00]", 4500.0),
        ("[01:02:03.50]", 3723.5),
        ("[00:90.00]", 90.0),
    ],
)
def test_stamps(stamp: str, time: float):
    assert pairs(f"{stamp}la") == [(time, "la")]


@pytest.mark.parametrize(
    ("offset", "time"),
    [("500", 9.5), ("+500", 9.5), ("-500", 10.5), (" 250 ", 9.75), ("soon", 10.0), ("99999", 0.0), ("9" * 400, 10.0)],
)
def test_an_offset_brings_all_forward(offset: str, time: float):
    assert pairs(f"[00:10.00]la\n[offset:{offset}]") == [(time, "la")]


@pytest.mark.parametrize("text", ["", "\n\n", "[ar:Nobody]\n[ti:x]", "\ufeff", "\0"])
def test_no_words(text: str):
    assert pairs(text) == []


def test_plain_words_keep_their_verses():
    assert pairs("\r\n one \r\ntwo\r\n\r\n\r\n\r\n[Chorus]\r\nthree\r\n\r\n") == [
        (None, "one"),
        (None, "two"),
        (None, ""),
        (None, "[Chorus]"),
        (None, "three"),
    ]


def test_a_small_text_cannot_become_a_large_one():
    many = "[00:01]" * 100_000 + "la\n" + "more\n" * 1000
    assert len(lyric_lines(many)) == MOST_LINES
    assert len(lyric_lines("[00:01]" + "x" * 10_000)[0].text) == LONGEST_LINE
    assert len(lyric_lines("la\n" * 10_000)) == MOST_LINES


def test_what_lies_behind_thousands_of_empty_lines_is_not_looked_for():
    """Everybody else waits meanwhile."""
    assert lyric_lines("\n" * MOST_LINES + "[00:01]la")
    assert not lyric_lines("\n" * 5 * MOST_LINES + "[00:01]la")


@pytest.mark.parametrize(
    "data",
    [
        "Größe".encode(),
        b"\xef\xbb\xbf" + "Größe".encode(),
        "Größe".encode("cp1252"),
        "\ufeffGröße".encode("utf-16-le"),
        "\ufeffGröße".encode("utf-16-be"),
    ],
)
def test_encodings(data: bytes):
    assert decoded(data) == "Größe"


@given(st.binary(max_size=300))
def test_any_bytes_give_lines_that_can_be_shown(data: bytes):
    for line in lyric_lines(decoded(data)):
        assert line.time is None or line.time >= 0
        assert line.text == line.text.strip()
        assert all(char.isprintable() or char.isspace() or ord(char) > 127 for char in line.text)


words = st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8), max_size=4).map(" ".join)


@given(st.lists(st.tuples(st.integers(0, 360_000), words), max_size=30), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_is_read_again(lines: list[tuple[int, str]], end: str):
    text = end.join(f"[{c // 6000:02}:{c % 6000 // 100:02}.{c % 100:02}]{line}" for c, line in lines)
    expected = sorted(((c / 100, line) for c, line in lines), key=lambda pair: pair[0])
    assert list(lyric_lines(text)) == [LyricLine(pytest.approx(time), line) for time, line in expected]
