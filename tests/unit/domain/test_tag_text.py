"""What people, taggers and rippers write, in one form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.rules.tag_text import LONGEST, clean, joined, number_in, year_in


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("  a \t b\r\nc  ", "a b c"),
        ("\ufeffSong\x00\x00", "Song"),
        ("e\u0301", "é"),
        ("\u202egnos", "gnos"),
        ("a\x07b\x9fc", "a b c"),
        ("half \ud83c pair", "half pair"),
        ("👩\u200d🎤 سلام", "👩\u200d🎤 سلام"),
        ("x" * 600, "x" * LONGEST),
        ("\x00\x01", ""),
    ],
)
def test_clean(written: str, meant: str):
    assert clean(written) == meant


@given(st.text(st.characters()) | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")))
def test_clean_text_is_normal_storable_and_stays_as_it_is(text: str):
    once = clean(text)
    assert clean(once) == once == once.strip()
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in once)
    assert len(once) <= LONGEST
    once.encode()


@given(st.integers(min_value=0), st.text())
def test_cleaning_takes_no_longer_for_more(extra: int, text: str):
    assert clean(text * (extra % 50)) == clean((text * (extra % 50))[: LONGEST * 8])


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2003", 2003),
        ("2003-05-01", 2003),
        ("20030501", 2003),
        ("1/5/1998", 1998),
        ("May 1685", 1685),
        ("0", None),
        ("03", None),
        ("0000", None),
        ("9999", None),
        ("123456789", None),
        ("", None),
        ("unknown", None),
    ],
)
def test_years(written: str, year: int | None):
    assert year_in(written) == year


@pytest.mark.parametrize(
    ("written", "number"),
    [("3", 3), ("03", 3), ("3/12", 3), (" 7 of 9", 7), ("0", None), ("", None), ("A1", None), ("123456", None)],
)
def test_numbers(written: str, number: int | None):
    assert number_in(written) == number


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["A"], "A"),
        (["A", "B", "A"], "A; B"),
        (["Björk feat. Thom", "Björk", "Thom"], "Björk feat. Thom"),
        (["Björk", "Thom", "Björk & Thom"], "Björk & Thom"),
        (["Eve", "Steve"], "Eve; Steve"),
        (["AC/DC (live)", "AC/DC"], "AC/DC (live)"),
        (["", " \x00", "A"], "A"),
        (["a", "A"], "a; A"),
        ([], ""),
    ],
)
def test_several_artists(names: list[str], text: str):
    assert joined(names) == text
