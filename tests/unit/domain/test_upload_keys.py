"""Where people's files lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.identity import UserId
from musicsim.domain.rules.audio_keys import is_audio_key
from musicsim.domain.rules.blob_keys import checked_blob_key
from musicsim.domain.rules.upload_keys import PREFIX, folder_of, is_upload, marks, owner_of, shown_name, upload_key

ANN = UserId("01M83H6MAW0A28EQY160CZCG5V")
MP3 = ("mp3", "mp2")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Song.mp3", "Song.mp3"),
        ("Song.MP3", "Song.MP3"),
        ("Song.mp2", "Song.mp2"),
        ("Song.flac", "Song.mp3"),
        ("Song.exe", "Song.exe.mp3"),
        ("Song", "Song.mp3"),
        ("03 - Été.mp3", "03 - Été.mp3"),
        ("e\u0301.mp3", "é.mp3"),
        ("../../etc/passwd", "passwd.mp3"),
        ("C:\\Music\\Song.mp3", "Song.mp3"),
        ("AC/DC.mp3", "DC.mp3"),
        ('What? "Why": <a|b>*.mp3', "What_ _Why__ _a_b__.mp3"),
        (".hidden.mp3", "hidden.mp3"),
        ("...And Justice.mp3", "...And Justice.mp3"),
        (".mp3", "mp3.mp3"),
        ("", "Untitled.mp3"),
        ("  ", "Untitled.mp3"),
        ("a\0b\nc.mp3", "a b c.mp3"),
        ("\u202egnos.mp3", "gnos.mp3"),
        ("..", "...mp3"),
    ],
)
def test_a_file_keeps_its_name_as_far_as_it_is_safe(name: str, key: str):
    assert upload_key(ANN, name, MP3) == f"uploads/{ANN}/{key}"


def test_an_empty_stem_is_untitled():
    assert upload_key(ANN, " .mp3", MP3) == f"uploads/{ANN}/mp3.mp3"
    assert upload_key(ANN, ". .mp3", MP3) == f"uploads/{ANN}/Untitled.mp3"


def test_files_of_one_name_are_told_apart():
    keys = [upload_key(ANN, "Song.mp3", MP3, mark) for mark in marks("id1")]
    assert keys[:3] == [f"uploads/{ANN}/Song{mark}.mp3" for mark in ("", " (2)", " (3)")]
    assert keys[-1] == f"uploads/{ANN}/Song (id1).mp3"
    assert len(set(keys)) == len(keys)


@given(st.text(max_size=400), st.sampled_from(["", "2", "01M83H6MAW0A28EQY160CZCG5V"]))
def test_any_name_gives_a_key_that_every_store_takes(name: str, mark: str):
    key = upload_key(ANN, name, MP3, mark)
    assert is_audio_key(key)
    assert checked_blob_key(key) == key
    assert is_upload(key)
    assert owner_of(key) == ANN
    assert key.startswith(folder_of(ANN))


@given(st.text(max_size=400))
def test_what_is_shown_is_text_and_stays_as_it_is(name: str):
    shown = shown_name(name)
    assert shown
    assert shown_name(shown) == shown
    assert not {"/", "\\", "\0", "\n"} & set(shown)


@pytest.mark.parametrize(
    "key", ["", "a.mp3", PREFIX, "uploads/a.mp3", "uploads//a.mp3", "uploads/u/v/a.mp3", "u/v/w.mp3"]
)
def test_other_keys_are_nobodys(key: str):
    assert owner_of(key) is None
