"""Repairing what was read in the wrong encoding, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.audio.mojibake import repaired

LETTERS = st.text(st.sampled_from("abc äöüßéèñçøå’“”–"), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("BjÃ¶rk", "Björk"),
        ("Ã‰toile", "Étoile"),
        ("donâ€™t", "don’t"),
        ("Don\x92t \x96 stop", "Don’t – stop"),
        ("Ð\x9cÐ¾Ñ\x81ÐºÐ²Ð°", "Москва"),
        ("å¤\x9c", "夜"),
    ],
)
def test_common_accidents(read: str, meant: str):
    assert repaired(read) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Björk",
        "CORAÇÃO",
        "NÃO",
        "É»",
        "Ü®",
        "naïve café",
        "Москва",
        "東京",
        "«Été»",
        "£5 ± 2°",
        "Ångström",
        "Spaß”",
    ],
)
def test_words_that_are_right(text: str):
    assert repaired(text) == text


@given(LETTERS)
def test_what_was_misread_once_is_repaired(text: str):
    assert repaired(text.encode().decode("latin-1")) == text


@given(LETTERS)
def test_what_is_right_stays(text: str):
    assert repaired(text) == text


@given(st.binary(max_size=40))
def test_no_bytes_are_too_wild(data: bytes):
    text = repaired(data.decode("latin-1"))
    assert not any("\x80" <= char <= "\x9f" for char in text)
