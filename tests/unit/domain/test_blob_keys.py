"""Keys of blobs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.rules.audio_keys import is_audio_key
from musicsim.domain.rules.blob_keys import LONGEST_KEY, LONGEST_NAME, checked_blob_key


@given(st.text(max_size=30))
def test_a_key_stays_below_the_root_and_can_be_written_down(key: str):
    try:
        checked_blob_key(key)
    except Invalid:
        return
    assert key.encode().decode() == key
    assert not key.startswith("/")
    assert not {"", ".", ".."} & set(key.split("/"))


@given(st.text(alphabet="ab./é -", min_size=1, max_size=30).map(lambda key: key + ".mp3"))
def test_every_audio_key_of_usual_length_is_one(key: str):
    if is_audio_key(key):
        assert checked_blob_key(key) == key


@pytest.mark.parametrize(
    ("longest", "longer"),
    [("é" * (LONGEST_NAME // 2), "é" * (LONGEST_NAME // 2 + 1)), ("a/" * 399 + "ab", "a/" * 400 + "a")],
)
def test_lengths_are_counted_in_bytes(longest: str, longer: str):
    assert len(longest.encode()) <= LONGEST_KEY
    assert checked_blob_key(longest) == longest
    with pytest.raises(Invalid, match="longer"):
        checked_blob_key(longer)
