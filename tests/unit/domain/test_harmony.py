"""Which keys go together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.rules.harmony import compatible_keys
from musicsim.domain.rules.listing import wheel

KEYS = [MusicalKey(tonic, mode) for tonic in range(12) for mode in Mode]
keys = st.sampled_from(KEYS)


@pytest.mark.parametrize(
    ("code", "others"),
    [("8A", {"8A", "7A", "9A", "8B"}), ("12b", {"12B", "11B", "1B", "12A"}), ("1A", {"1A", "12A", "2A", "1B"})],
)
def test_the_neighbours_and_the_relative(code: str, others: set[str]):
    assert compatible_keys(code) == others


@given(keys, keys)
def test_it_is_mutual(one: MusicalKey, other: MusicalKey):
    assert (other.camelot in compatible_keys(one.camelot)) == (one.camelot in compatible_keys(other.camelot))


@given(keys)
def test_they_are_a_fifth_apart_or_relatives(key: MusicalKey):
    near = {MusicalKey((key.tonic + step) % 12, key.mode) for step in (0, 5, 7)}
    relative = MusicalKey(
        (key.tonic + (9 if key.mode is Mode.MAJOR else 3)) % 12, next(m for m in Mode if m != key.mode)
    )
    assert compatible_keys(key.camelot) == {each.camelot for each in near | {relative}}


def test_no_other_code_is_one():
    with pytest.raises(ValueError, match="13A"):
        compatible_keys("13A")


def test_every_key_has_its_place_on_the_wheel():
    places = {wheel(key): key.camelot for key in KEYS}
    assert [places[place] for place in range(24)] == [f"{hour}{letter}" for hour in range(1, 13) for letter in "AB"]
