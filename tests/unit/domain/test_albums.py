"""An album is told by its tracks."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.domain.model.groups import Album, AlbumOrder
from musicsim.domain.model.identity import AlbumId
from musicsim.domain.rules.albums import album_of, album_sort_value, part_of
from musicsim.domain.rules.grouping import artist_id
from tests.support.samples import DAY, a_track
from tests.support.strategies import tracks

ID = AlbumId("a")


def album(*abouts: dict[str, object]) -> Album:
    return album_of(ID, [part_of(a_track(n, **about)) for n, about in enumerate(abouts)])


def test_it_is_spelled_as_the_first_track_spells_it():
    told = album({"album": "One", "artist": "Zoë"}, {"album": "ONE", "artist": "zoe"})
    assert (told.name, told.artist, told.artist_id, told.tracks) == ("One", "Zoë", artist_id("zoe"), 2)


def test_guests_do_not_make_it_a_compilation():
    assert album({"artist": "A"}, {"artist": "A feat. B"}, {"artist": "a; C"}).artist == "A"
    assert album({"artist": "A"}, {"artist": "B"}).artist == "Various Artists"


def test_the_year_is_that_of_most_tracks_the_earlier_of_equals():
    assert album({"year": 2001}, {"year": 1999}, {"year": 2001}).year == 2001
    assert album({"year": 2001}, {"year": 1999}, {"year": None}).year == 1999
    assert album({"year": None}).year is None


def test_its_length_is_that_of_the_tracks_whose_own_is_known():
    assert (
        album({"duration": 60.5}, {"duration": None}, {"duration": -1.0}, {"duration": float("inf")}).duration == 60.5
    )


def test_it_is_as_new_as_its_newest_track():
    later = DAY + timedelta(days=1)
    assert album({"added_at": later}, {"added_at": DAY}).added_at == later


def test_by_artist_the_years_are_in_their_order():
    values = [
        album_sort_value(album({"artist": "A", "year": year, "album": name}), AlbumOrder.ARTIST)
        for year, name in [(None, "z"), (1999, "a"), (2001, "b"), (2001, "c")]
    ]
    assert values == sorted(values)


@settings(max_examples=25)
@given(st.lists(tracks(), min_size=1, max_size=4), st.sampled_from(AlbumOrder))
def test_any_tracks_make_one(of: list, order: AlbumOrder):
    told = album_of(ID, [part_of(track) for track in of])
    assert told.tracks == len(of)
    assert told.duration >= 0
    assert isinstance(album_sort_value(told, order), str | int | None)
