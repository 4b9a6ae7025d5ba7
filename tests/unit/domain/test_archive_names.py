"""Names that every system can unpack."""

from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.playlist import PlacedTrack
from musicsim.domain.rules.archive_names import file_name, folder_name, safe_name
from tests.contracts.playlists_contract import an_item
from tests.support.samples import a_track


@given(st.text(), st.text(min_size=1), st.text(), st.text(min_size=1))
def test_any_words_become_names(artist, title, album, key):
    track = a_track(1, key=key, artist=artist, title=title)
    for name in (file_name(PlacedTrack(an_item(1), track, 6), 12), folder_name(artist)):
        assert name.isprintable()
        assert 0 < len(name.encode()) <= 200
        assert not set('<>:"/\\|?*\0\n') & set(name)
        assert name == name.strip(" ")
        assert not name.endswith(".")
        assert name not in {".", ".."}


def test_numbers_make_them_unique_and_sort():
    track = a_track(1, key="x/y.FLAC", artist="A/B", title="C: D?")
    assert file_name(PlacedTrack(an_item(1), track, 6), 12) == "07 A_B - C_ D_.FLAC"
    assert file_name(PlacedTrack(an_item(1), track, 6), 1000) == "0007 A_B - C_ D_.FLAC"
    assert file_name(PlacedTrack(an_item(1), a_track(1, artist=""), 0), 1) == "01 Title 1.mp3"
    assert folder_name("../..") == "_"
    assert folder_name(" . ") == "playlist"
    assert safe_name("é" * 200) == "é" * 90


def test_names_of_windows_devices_become_others():
    for name in ("CON", "aux", "Lpt1", "com¹", "nul.x", "nul .tar.gz"):
        assert folder_name(name) == f"_{name}"
    for name in ("Concert", "com", "lpt10", "a nul"):
        assert folder_name(name) == name
