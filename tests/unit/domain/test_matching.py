"""Whether a track elsewhere is the one that is meant."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from musicsim.domain.model.beyond import ExternalTrack, SoughtTrack
from musicsim.domain.rules.matching import (
    ACCEPTED,
    artist_likeness,
    best_match,
    isrc_of,
    likeness,
    plain_title,
    score,
)
from musicsim.domain.rules.text import fold
from tests.support.externals import an_external, an_id, sought

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["Hello (Live)", "Hello - Remastered 2011", "Hello feat. Someone", "!!!", "A & B", "  ", "()", "Ünder Prëssure"]
)
LENGTHS = st.none() | st.floats(0, 10_000)
CODES = st.sampled_from(["", "DEA120000001", "de-a12-00-00001", "USRC17607839", "nonsense"])
EXTERNALS = st.builds(
    ExternalTrack, id=st.builds(an_id, st.integers(1, 99)), title=NAMES, artist=NAMES, isrc=CODES, duration=LENGTHS
)
SOUGHT = st.builds(SoughtTrack, title=NAMES, artist=NAMES, isrc=CODES, duration=LENGTHS)


@given(SOUGHT, EXTERNALS)
def test_scores_are_shares_and_do_not_care_who_asks(wanted: SoughtTrack, track: ExternalTrack) -> None:
    swapped = SoughtTrack(title=track.title, artist=track.artist, isrc=track.isrc, duration=track.duration)
    other = replace(track, title=wanted.title, artist=wanted.artist, isrc=wanted.isrc, duration=wanted.duration)
    assert 0 <= score(wanted, track) <= 1
    assert score(wanted, track) == pytest.approx(score(swapped, other))


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_one_for_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == (1.0 if one else 0.0)
    assert artist_likeness(one, other) == artist_likeness(other, one)


@settings(max_examples=40)
@given(EXTERNALS, EXTERNALS)
def test_the_same_isrc_decides(one: ExternalTrack, other: ExternalTrack) -> None:
    wanted = sought(one, isrc="DE-A12-00-00007")
    assert score(wanted, replace(other, isrc="DEA120000007")) == 1.0


@settings(max_examples=40)
@given(st.lists(EXTERNALS, max_size=6), SOUGHT, st.randoms())
def test_the_order_of_candidates_decides_only_between_equals(tracks, wanted, chance) -> None:
    shuffled = chance.sample(tracks, len(tracks))
    found, again = best_match(wanted, tracks), best_match(wanted, shuffled)
    assert (found is None) == (again is None)
    if found is not None and again is not None:
        assert found.score == again.score == max(score(wanted, track) for track in tracks)
        assert found.score >= ACCEPTED


@given(st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=30), LENGTHS)
def test_what_was_published_under_the_same_names_is_found(name: str, length: float | None) -> None:
    assume(fold(name.upper()) == fold(name))  # a Greek iota below its letter is a letter of its own in capitals
    track = an_external(title=f"{name} - Remastered 2009", artist=name.upper(), duration=length, isrc="")
    assert best_match(SoughtTrack(title=name, artist=name, duration=length), [track])


@pytest.mark.parametrize(
    ("title", "artist", "theirs", "their_artist"),
    [
        ("Under Pressure", "Queen", "Under Pressure - Remastered 2011", "Queen, David Bowie"),
        ("Hyperballad", "Bjork", "Hyper-Ballad", "Björk"),
        ("Get Lucky (feat. Pharrell Williams)", "Daft Punk", "Get Lucky", "Daft Punk feat. Pharrell Williams"),
        ("Don't Stop", "Fleetwood Mac", "Dont Stop", "Fleetwood Mac"),
        ("Strings of Life (Original Mix)", "Rhythim Is Rhythim", "Strings of Life", "Rhythim Is Rhythim"),
        ("東京", "きゃりー", "東京", "きゃりー"),
        ("!!!", "!!!", "!!!", "!!!"),
        ("Hello (Live)", "Adele", "Hello - Live at the Royal Albert Hall", "Adele"),
    ],
)
def test_the_same_song(title: str, artist: str, theirs: str, their_artist: str) -> None:
    assert best_match(SoughtTrack(title=title, artist=artist), [an_external(title=theirs, artist=their_artist)])


@pytest.mark.parametrize(
    ("title", "artist", "theirs", "their_artist"),
    [
        ("Under Pressure", "Queen", "Under Pressure", "The Karaoke Channel"),
        ("Hello", "Adele", "Hello", "Lionel Richie"),
        ("Hello", "Adele", "Hello (Live)", "Adele"),
        ("Hello", "Adele", "Hello - Piano Version", "Adele"),
        ("Blue in Green", "Miles Davis", "Green", "Miles Davis"),
        ("Hello", "", "Hello", "Adele"),
        ("Bohemian Rhapsody", "Queen", "Bohemian Rhapsody", "Queen Tribute Band"),
    ],
)
def test_another_song(title: str, artist: str, theirs: str, their_artist: str) -> None:
    assert best_match(SoughtTrack(title=title, artist=artist), [an_external(title=theirs, artist=their_artist)]) is None


def test_lengths_speak_against_it() -> None:
    track = an_external(title="Song", artist="Band", duration=200.0, isrc="")
    scores = [score(sought(track, duration=200.0 + by), track) for by in (0, 3, 8, 15, 25, 500)]
    assert scores[0] == scores[1]
    assert scores == sorted(scores, reverse=True)
    assert scores[2] >= ACCEPTED > scores[4] == scores[5]


def test_the_version_that_is_meant_wins() -> None:
    live, studio = an_external(1, title="Song (Live)", artist="Band"), an_external(2, title="Song", artist="Band")
    assert best_match(SoughtTrack(title="Song", artist="Band"), [live, studio]).track is studio
    assert best_match(SoughtTrack(title="Song - Live", artist="Band"), [studio, live]).track is live


def test_isrcs_are_read_however_they_are_written() -> None:
    assert isrc_of(" de-a12-00-00001 ") == isrc_of("DEA120000001") == "DEA120000001"
    assert [isrc_of(text) for text in ("", "DEA12", "DEA12000000X", "ÄEA120000001", "DEA1200000012")] == [""] * 5


def test_titles_without_what_differs_between_releases() -> None:
    assert plain_title("Song (feat. X) [Remastered] - Single Version") == "song"
    assert plain_title("(What's the Story)") == "whats the story"
    assert plain_title("Stop-Start") == "stop start"
