"""What a key tells of its track."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from musicsim.domain.model.metadata import Metadata
from musicsim.domain.rules.naming import UNTITLED, VARIOUS, metadata_from_key
from musicsim.domain.rules.tag_text import LONGEST, clean

WORDS = st.text(st.sampled_from("abcdefgéø東"), min_size=1, max_size=8)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("Song.mp3", Metadata(title="Song")),
        ("01. Song.mp3", Metadata(title="Song", track_number=1)),
        ("01_Song_Name.mp3", Metadata(title="Song Name", track_number=1)),
        ("(07) Song.mp3", Metadata(title="Song", track_number=7)),
        ("2-05 Song.ogg", Metadata(title="Song", track_number=5, disc_number=2)),
        ("Artist - Song.mp3", Metadata(title="Song", artist="Artist")),
        ("Artist - Album - 03 - Song.mp3", Metadata(title="Song", artist="Artist", album="Album", track_number=3)),
        ("A/B/03 - Song.mp3", Metadata(title="Song", artist="A", album="B", track_number=3)),
        ("x/y/A/B/Song.mp3", Metadata(title="Song", artist="A", album="B")),
        ("A/B/Disc 2/1. Song.mp3", Metadata(title="Song", artist="A", album="B", track_number=1, disc_number=2)),
        ("A/B/CD1/Song.mp3", Metadata(title="Song", artist="A", album="B", disc_number=1)),
        ("A/B (2003)/Song.mp3", Metadata(title="Song", artist="A", album="B", year=2003)),
        ("A/2003 - B/Song.mp3", Metadata(title="Song", artist="A", album="B", year=2003)),
        ("A - B (1999)/01 Song.mp3", Metadata(title="Song", artist="A", album="B", year=1999, track_number=1)),
        ("A/B/A - B - 05 - Song - Live.mp3", Metadata(title="Song - Live", artist="A", album="B", track_number=5)),
        ("A/Song.mp3", Metadata(title="Song", artist="A")),
        ("B/01 Song.mp3", Metadata(title="Song", album="B", track_number=1)),
        ("B/A - Song.mp3", Metadata(title="Song", artist="A", album="B")),
        ("uploads/bob/Song.mp3", Metadata(title="Song")),
        ("uploads/bob/A/B/Song.mp3", Metadata(title="Song", artist="A", album="B")),
        ("Music/Unknown Album/Song.mp3", Metadata(title="Song")),
        (
            "Various Artists/Hits/07 - A - Song.mp3",
            Metadata(title="Song", artist="A", album="Hits", album_artist=VARIOUS, track_number=7),
        ),
    ],
)
def test_common_ways_to_name(key: str, told: Metadata):
    assert metadata_from_key(key) == told


@pytest.mark.parametrize(
    "title", ["99 Luftballons", "21 Guns", "1979", "3.14", "7", "50 Ways", "Track 03", "...And Justice", "A-Ha-Song"]
)
def test_numbers_and_dashes_that_belong_to_the_title(title: str):
    assert metadata_from_key(f"{title}.mp3") == Metadata(title=title)


def test_an_artist_who_is_a_number():
    assert metadata_from_key("311 - Down.mp3") == Metadata(title="Down", artist="311")
    assert metadata_from_key("50 Cent - In da Club.mp3") == Metadata(title="In da Club", artist="50 Cent")


@pytest.mark.parametrize("key", ["\x01.mp3", "", "\u202e.mp3", "/", "///\x00"])
def test_a_name_without_a_letter_has_a_title_nevertheless(key: str):
    assert metadata_from_key(key).title in {UNTITLED, ".mp3"}


@given(NAMES, NAMES, NAMES, st.integers(1, 99))
def test_the_usual_layout_is_read_back(artist: str, album: str, title: str, number: int):
    told = metadata_from_key(f"{artist}/{album}/{number:02d} - {title}.mp3")
    assert told == Metadata(title=title, artist=artist, album=album, track_number=number)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5).map("/".join))
@example("0" * 5000 + "/" + " - " * 3000)
def test_any_key_gives_clean_texts_and_plausible_numbers(key: str):
    told = metadata_from_key(key)
    assert told.title
    for text in (told.title, told.artist, told.album):
        assert text == clean(text)
        assert len(text) <= LONGEST
    assert all(number is None or 1 <= number <= 9999 for number in (told.track_number, told.disc_number))
