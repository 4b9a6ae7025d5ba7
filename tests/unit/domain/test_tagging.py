"""A file's own words and its key."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from musicsim.domain.model.metadata import Metadata
from musicsim.domain.rules.naming import metadata_from_key
from musicsim.domain.rules.tag_text import clean
from musicsim.domain.rules.tagging import SILENT, OwnWords, metadata_of

KEY = "Artist/Album (1999)/Disc 2/03 - Song.mp3"


def test_a_silent_file_is_what_its_key_tells():
    assert metadata_of(SILENT, KEY) == metadata_from_key(KEY)


def test_words_come_before_the_key():
    said = OwnWords(title="T", artists=["A"], album="B", album_artist="C", genre="G", year="2001", track="1", disc="1")
    assert metadata_of(said, KEY) == Metadata(
        title="T", artist="A", album="B", album_artist="C", genre="G", year=2001, track_number=1, disc_number=1
    )


def test_half_a_pair_is_not_filled_from_folders():
    told = metadata_of(OwnWords(artists=["Somebody"]), KEY)
    assert (told.artist, told.album, told.year) == ("Somebody", "", None)


def test_damaged_words_yield_only_where_the_key_knows_better():
    told = metadata_of(OwnWords(title="S\ufffdng", artists=["\ufffd"], album="B"), "Song.mp3")
    assert (told.title, told.artist, told.album) == ("Song", "\ufffd", "B")


@pytest.mark.parametrize(
    ("said", "duration"),
    [
        (OwnWords(size=1_000_000, duration=60.0, codec="mp3", bitrate=128), 60.0),
        (OwnWords(size=1_000, duration=60.0, codec="mp3", bitrate=128), None),
        (OwnWords(size=10_000, duration=3600.0, codec="flac"), None),
        (OwnWords(size=176_400, duration=24347.0, codec="pcm", bitrate=1411.2), 1.0),
        (OwnWords(size=1_000_000, duration=math.nan), None),
        (OwnWords(size=1_000_000, duration=math.inf), None),
        (OwnWords(size=1_000_000, duration=-1.0), None),
        (OwnWords(size=1_000_000, duration=0.0), None),
    ],
)
def test_durations_that_a_file_can_hold(said: OwnWords, duration: float | None):
    assert metadata_of(said, "a.mp3").duration == (pytest.approx(duration) if duration else None)


NUMBERS = st.none() | st.integers(-5, 2**40)
SAID = st.builds(
    OwnWords,
    size=st.integers(0, 2**40),
    title=st.text(),
    artists=st.lists(st.text(), max_size=4),
    album=st.text(),
    year=st.text(st.sampled_from("0123456789-/ x")),
    track=st.text(st.sampled_from("0123456789-/ x")),
    duration=st.none() | st.floats(),
    sample_rate=NUMBERS,
    channels=NUMBERS,
    bitrate=st.none() | st.floats(allow_nan=False),
    codec=st.sampled_from(["", "mp3", "flac", "pcm"]),
)


@given(SAID, st.text())
@example(OwnWords(size=1, duration=1.0, bitrate=-1.0, codec="pcm"), "")
@example(OwnWords(size=1, duration=1.0, bitrate=math.inf, codec="pcm"), "")
def test_whatever_is_said_the_outcome_can_be_shown_and_stored(said: OwnWords, key: str):
    told = metadata_of(said, key)
    assert told.title
    for text in (told.title, told.artist, told.album, told.genre, told.codec):
        assert text == clean(text)
    assert told.duration is None or 0 < told.duration < math.inf
    for number in (told.year, told.track_number, told.disc_number, told.sample_rate, told.channels, told.bitrate):
        assert number is None or 0 < number < 2**31


@pytest.mark.parametrize(("said", "meant"), [("US-S1Z-99-00001", "USS1Z9900001"), ("none", ""), ("", "")])
def test_a_code_that_is_none_is_not_kept(said: str, meant: str):
    assert metadata_of(OwnWords(isrc=said), KEY).isrc == meant
