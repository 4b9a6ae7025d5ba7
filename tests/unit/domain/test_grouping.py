"""Which tracks belong together."""

from dataclasses import replace

import pytest
from hypothesis import given

from musicsim.domain.model.identity import AlbumId
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.track import Track
from musicsim.domain.rules.grouping import (
    album_id,
    artist_id,
    artists_of,
    genre_id,
    genres_of,
    lead_artist,
)
from tests.support import strategies
from tests.support.samples import a_track


def track(key: str = "a/b/1.mp3", artist: str = "", album: str = "", album_artist: str = "") -> Track:
    return replace(
        a_track(key=key), metadata=Metadata(title="t", artist=artist, album=album, album_artist=album_artist)
    )


def album(*args: str, **about: str) -> AlbumId | None:
    return album_id(track(*args, **about))


def test_spelling_does_not_part_an_album():
    one = album(album="Été  Noir", album_artist="Zoë")
    assert one == album("elsewhere/1.mp3", album="ete noir", album_artist="ZOE", artist="Another")


def test_albums_of_one_name_are_apart_by_album_artist():
    assert album(album="Greatest Hits", album_artist="A") != album(album="Greatest Hits", album_artist="B")


def test_a_compilation_is_one_album_whoever_plays():
    told = [album("x/1.mp3", artist=a, album="Now", album_artist="Various Artists") for a in "AB"]
    untold = [album(f"Compilations/Now/{a}.mp3", artist=a, album="Now") for a in "AB"]
    assert told[0] == told[1]
    assert untold[0] == untold[1]


@pytest.mark.parametrize("disc", ["CD1", "Disc 2", "disk_03", "CD 2 - Live"])
def test_discs_in_folders_of_their_own_are_one_album(disc: str):
    assert album(f"A/Long/{disc}/1.mp3", album="Long") == album("A/Long/1.mp3", album="Long")


def test_the_same_name_in_two_folders_is_two_albums_when_nobody_says_more():
    assert album("A/Live/1.mp3", album="Live") != album("B/Live/1.mp3", album="Live")


@pytest.mark.parametrize("heap", ["", "Downloads/", "x/Music/", "Downloads/CD1/"])
def test_in_a_heap_an_album_is_what_one_artist_calls_so(heap: str):
    def loose(artist: str) -> AlbumId | None:
        return album(f"{heap}{artist}.mp3", artist=artist, album="Best")

    assert loose("A") == loose("a feat. C") == loose("A; D")
    assert loose("A") != loose("B")


def test_without_a_name_there_is_no_album():
    assert album(album_artist="A", artist="A") is None
    assert album(album="  ") is None


@given(strategies.tracks())
def test_every_track_has_the_same_album_every_time(anything: Track):
    name = album_id(anything)
    assert name == album_id(anything)
    assert name is None or (len(name) == 16 and name.isalnum() and name.isascii())


def test_artists_are_those_of_the_track_and_its_album():
    about = Metadata(title="t", artist="Zoë; Ann", album_artist="ZOE")
    assert artists_of(about) == ["Zoë", "Ann"]
    assert artists_of(Metadata(title="t", artist=" ; ")) == []
    assert artist_id("Zoë") == artist_id(" zoe")
    assert artist_id("x") != genre_id("x")


def test_genres_may_be_several():
    assert genres_of(Metadata(title="t", genre="Jazz; Soul, jazz|R&B/Soul")) == ["Jazz", "Soul", "R&B/Soul"]
    assert genres_of(Metadata(title="t")) == []


@pytest.mark.parametrize(
    ("artist", "album_artist", "lead"),
    [
        ("A feat. B", "", "A"),
        ("A (ft. B)", "", "A"),
        ("A; B", "", "A"),
        ("A", "C", "C"),
        ("", "", ""),
        ("Featuring", "", "Featuring"),
        (";", "", ";"),
    ],
)
def test_an_album_is_by_its_album_artist_or_the_first(artist: str, album_artist: str, lead: str):
    assert lead_artist(Metadata(title="t", artist=artist, album_artist=album_artist)) == lead
