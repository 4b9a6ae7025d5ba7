"""Which names stand for audio."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.rules.audio_keys import AUDIO_ENDINGS, has_audio_ending, is_audio_key, is_passed_over


@pytest.mark.parametrize("name", ["a.mp3", "a.FLAC", "a.b.opus", " .m4a", "...x.wav"])
def test_audio_endings(name: str):
    assert has_audio_ending(name)


@pytest.mark.parametrize("name", ["", "mp3", ".mp3", "a.mp3 ", "a.mp3.part", "a.jpg", "a.", "film.mp4", "a.m3u8"])
def test_other_endings(name: str):
    assert not has_audio_ending(name)


@pytest.mark.parametrize("name", [".a", "._a.mp3", ".DS_Store", "@eaDir", "#recycle", "$RECYCLE.BIN", "lost+found"])
def test_hidden_and_system_names(name: str):
    assert is_passed_over(name)


@pytest.mark.parametrize("name", ["a", "...And Justice for All", "..x", "#1 Hits", "@home", "Recycled"])
def test_names_of_music(name: str):
    assert not is_passed_over(name)


@given(st.text())
def test_a_key_never_leads_out(key: str):
    if is_audio_key(key):
        assert not key.startswith("/")
        assert ".." not in key.split("/")
        assert "\0" not in key


@given(st.lists(st.text("ab .é", min_size=1).filter(lambda name: not name.startswith(".")), max_size=3))
def test_what_lies_in_ordinary_folders_is_audio(folders: list[str]):
    assert is_audio_key("/".join([*folders, "x.mp3"]))
    assert not is_audio_key("/".join([*folders, "..", "x.mp3"]))
    assert not is_audio_key("/" + "/".join([*folders, "x.mp3"]))


def test_endings_are_lower_case():
    assert {ending.lower() for ending in AUDIO_ENDINGS} == AUDIO_ENDINGS
