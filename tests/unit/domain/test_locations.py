"""What paths of playlist files may mean."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.rules.locations import common_tail, readings, spellings, tails

parts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"), min_size=1, max_size=8)
plain = parts.filter(lambda part: part not in {".", ".."} and not (len(part) == 2 and part[1] == ":"))
keys = st.lists(plain, min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("location", "meant"),
    [
        ("A/b.mp3", "A/b.mp3"),
        ("./A/b.mp3", "A/b.mp3"),
        ("../A//x/../b.mp3", "A/b.mp3"),
        ("/home/me/A/b.mp3", "home/me/A/b.mp3"),
        ("C:\\Music\\A\\b.mp3", "Music/A/b.mp3"),
        ("c:/Music/b.mp3", "Music/b.mp3"),
        ("\\\\nas\\music\\b.mp3", "nas/music/b.mp3"),
        ("file:///home/A/%C3%A9%20b.mp3", "home/A/é b.mp3"),
        ("file://localhost/A/b.mp3", "A/b.mp3"),
        ("file:///C:/Music/b.mp3", "Music/b.mp3"),
        ("FILE:///A/b%23.mp3", "A/b#.mp3"),
        ("A/100%25.mp3", "A/100%.mp3"),
        ("A/100%.mp3", "A/100%.mp3"),
        ("http://host:8000/A/b.mp3?x=1", "A/b.mp3"),
        ("what?.mp3", "what?.mp3"),
    ],
)
def test_known_notations(location, meant):
    assert meant in readings(location)


@pytest.mark.parametrize("location", ["", "/", "..", "C:", "file:///", "http://host", "a\0b", "http://"])
def test_what_names_no_file_has_no_reading(location):
    assert readings(location) == []


@given(keys)
def test_every_notation_of_a_key_leads_back_to_it(key):
    windows = key.replace("/", "\\")
    for location in (key, f"/{key}", f"./{key}", f"C:\\{windows}", f"file:///{quote(key)}", quote(key)):
        found = readings(location)
        assert any(key == path or path.endswith(f"/{key}") for path in found), location


@given(st.text(max_size=30))
def test_anything_has_readings_without_roots(location):
    for path in readings(location):
        assert path
        assert not {"", ".", ".."} & set(path.split("/"))


def test_tails_and_spellings():
    assert tails("a/b/c") == ["a/b/c", "b/c", "c"]
    assert len(tails("/".join("x" * 5000))) == 16
    assert readings("x" * 2001) == []
    assert spellings("e\u0301") == ["e\u0301", "\u00e9"]
    assert common_tail("x/É/b.MP3", "y/e\u0301/B.mp3") == 2
    assert common_tail("a", "b") == 0
