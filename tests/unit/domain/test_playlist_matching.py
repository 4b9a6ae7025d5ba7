"""Which track a line means."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.playlist_file import FileEntry
from musicsim.domain.rules.playlist_matching import by_key, by_tags, by_tail, keys_of, name_of, titles_of
from musicsim.domain.rules.text import fold
from tests.support.samples import a_track
from tests.unit.domain.test_locations import keys


def track(number=1, key="A/b.mp3", duration=100.0, **changes):
    made = a_track(number, key=key, **changes)
    return replace(made, metadata=replace(made.metadata, duration=duration))


def entry(location="", **said):
    return FileEntry(line=1, location=location, **said)


def titled(*tracks):
    found = {}
    for each in tracks:
        found.setdefault(fold(each.metadata.title), []).append(each)
    return found


@given(keys, st.sampled_from(["", "/", "/home/me/", "C:\\Music\\", "file:///x/"]))
def test_a_path_that_ends_with_a_key_is_that_track(key, before):
    location = before + key
    if before == "file:///x/":
        location = before + key.replace("%", "%25")
    found = track(key=key)
    assert by_key(entry(location), {key: found}) in {found, None}
    if before in {"", "/"} or "/" in key:
        assert by_key(entry(location), {key: found}) == found


def test_the_longer_key_wins():
    short, long = track(1, "b.mp3"), track(2, "A/b.mp3")
    assert by_key(entry("/x/A/b.mp3"), {"b.mp3": short, "A/b.mp3": long}) == long
    assert keys_of(entry("/x/A/b.mp3")) == ["x/A/b.mp3", "A/b.mp3", "b.mp3"]


def test_a_bare_name_is_not_enough_against_what_is_said():
    root = track(1, "01.mp3", title="Other")
    assert by_key(entry("/x/A/01.mp3", title="Song"), {"01.mp3": root}) is None
    assert by_key(entry("/x/A/01.mp3", duration=103.0), {"01.mp3": root}) is None
    assert by_key(entry("/x/A/01.mp3", duration=101.0), {"01.mp3": root}) == root
    assert by_key(entry("01.mp3", title="Song"), {"01.mp3": root}) == root


def test_the_longest_common_end_wins():
    tracks = [track(1, "Z/A/b.mp3"), track(2, "Z/B/b.mp3"), track(3, "Z/A/c.mp3")]
    assert by_tail(entry("/x/A/b.mp3"), tracks) == [tracks[0]]
    assert by_tail(entry("b.mp3"), tracks) == tracks[:2]
    assert by_tail(entry("b.mp3", album="Album", title="Title 2"), tracks) == [tracks[1]]
    assert by_tail(entry("/x/Q/b.mp3", title="Title 2"), tracks) == [tracks[1]]
    assert by_tail(entry("/x/Q/b.mp3", title="Nothing alike"), tracks) == []
    assert by_tail(entry("d.mp3"), tracks) == []


def test_tags_need_title_and_artist_and_length_where_known():
    song = track(1, title="Été", artist="Ann")
    found = titled(song, track(2, title="Été", artist="Bob"))
    assert by_tags(entry(title="ete", artist="ANN", duration=101.9), found) == [song]
    assert by_tags(entry(title="ete", artist="Ann"), found) == [song]
    assert by_tags(entry(title="ete", artist="Ann", duration=103), found) == []
    assert by_tags(entry(title="ete", artist="Zoe"), found) == []
    assert by_tags(entry(title="ete"), found) == []
    assert by_tags(entry(title="other", artist="Ann"), found) == []


def test_without_an_artist_the_length_decides():
    short, long = track(1, title="Intro", duration=10.0), track(2, title="Intro", duration=60.0)
    assert by_tags(entry(title="Intro", duration=11.0), titled(short, long)) == [short]
    assert by_tags(entry(title="Intro", duration=30.0), titled(short, long)) == []


def test_albums_and_copies_decide_among_several():
    one, other = track(1, title="Song", artist="Ann", album="Live"), track(2, title="Song", artist="Ann", album="Best")
    said = entry(title="Song", artist="Ann", album="best")
    assert by_tags(said, titled(one, other)) == [other]
    assert by_tags(replace(said, album=""), titled(one, other)) == [one, other]
    copy = replace(other, content_hash=one.content_hash)
    assert by_tags(replace(said, album=""), titled(one, copy)) == [one]


def test_a_path_can_stand_for_tags():
    song = track(1, "Somewhere/else.mp3", title="Song", artist="Ann", duration=None)
    said = entry("/x/Ann/Album/03 - Song.flac")
    assert (name_of(said), titles_of(said)) == ("03 - Song.flac", ["song"])
    assert by_tags(said, titled(song)) == [song]
