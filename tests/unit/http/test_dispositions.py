"""Names of files that are sent."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.entrypoints.http.dispositions import disposition


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a b.mp3", 'filename="a b.mp3"'),
        ("Été.mp3", "filename=\"Ete.mp3\"; filename*=UTF-8''%C3%89t%C3%A9.mp3"),
        ("東.wav", "filename=\"_.wav\"; filename*=UTF-8''%E6%9D%B1.wav"),
        ('50% "x"\\\r\n.mp3', "filename=\"50_ _x____.mp3\"; filename*=UTF-8''50%25%20%22x%22%5C%0D%0A.mp3"),
    ],
)
def test_names_are_told_to_old_and_new_programs(name: str, told: str):
    assert disposition(name, download=True) == f"attachment; {told}"
    assert disposition(name, download=False) == f"inline; {told}"


@given(st.text())
def test_any_name_stays_within_its_header_and_comes_back(name: str):
    told = disposition(name, download=True)
    assert told.isascii()
    assert told.isprintable()
    match = re.fullmatch(r"attachment; filename=\"([^\"\\%]*)\"(?:; filename\*=UTF-8''([^ ;'\"]*))?", told)
    assert match is not None
    assert name == (match[1] if match[2] is None else unquote(match[2]))
