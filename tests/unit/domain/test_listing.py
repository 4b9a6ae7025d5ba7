"""How lists are ordered, searched and laid out."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from musicsim.domain.model.browse import TrackOrder
from musicsim.domain.rules.listing import folders_above, recency, search_text, sort_value, words
from tests.support.samples import a_track
from tests.support.strategies import moments


@given(moments, moments)
def test_later_moments_come_first(one: datetime, other: datetime):
    assert (recency(one) < recency(other)) == (one > other)


def test_recency_is_exact_in_any_zone():
    moment = datetime(2026, 5, 4, 3, 2, 1, 999_999, tzinfo=UTC)
    assert recency(moment) - recency(moment + timedelta(microseconds=1)) == 1
    assert recency(moment) == recency(moment.astimezone(timezone(timedelta(hours=-7))))
    assert recency(datetime(1970, 1, 1, tzinfo=UTC)) == 0


def test_names_are_compared_folded():
    one, other = a_track(1, title="  ÉTÉ ", artist="Zoë"), a_track(2, title="été", artist="ZOE")
    for order in (TrackOrder.TITLE, TrackOrder.ARTIST):
        assert sort_value(one, order) == sort_value(other, order)


def test_keys_are_compared_as_they_are():
    assert sort_value(a_track(1, key="Été/É"), TrackOrder.PATH) == "Été/É"


def test_a_search_looks_at_title_artist_album_and_key():
    track = a_track(1, title="Jóga", artist="Björk", album="Homogenic", key="Música/01.flac")
    text = search_text(track)
    assert all(word in text for word in words("JOGA bjork homo música/01"))
    assert "genre" not in text


def test_no_word_spans_two_fields():
    track = a_track(1, title="ab", artist="cd", album="ef", key="gh")
    assert search_text(track).split("\n") == ["ab", "cd", "ef", "gh"]
    assert words("a\nb\t c") == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("key", "folders"),
    [("x.mp3", []), ("a/x.mp3", ["a"]), ("a/b/c/x.mp3", ["a/b/c", "a/b", "a"]), ("a//x.mp3", ["a/", "a"]), ("/x", [])],
)
def test_folders_above_innermost_first(key: str, folders: list[str]):
    assert list(folders_above(key)) == folders
