"""Keys, text, pace, filters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Attributes, Filter
from musicsim.domain.rules.progress import pace
from musicsim.domain.rules.text import fold

keys = st.builds(MusicalKey, st.integers(0, 11), st.sampled_from(Mode))


@pytest.mark.parametrize(
    ("tonic", "mode", "camelot", "name"),
    [
        (0, Mode.MAJOR, "8B", "C major"),
        (9, Mode.MINOR, "8A", "A minor"),
        (7, Mode.MAJOR, "9B", "G major"),
        (8, Mode.MINOR, "1A", "Ab minor"),
        (11, Mode.MAJOR, "1B", "B major"),
        (4, Mode.MAJOR, "12B", "E major"),
        (5, Mode.MINOR, "4A", "F minor"),
    ],
)
def test_camelot_codes(tonic: int, mode: Mode, camelot: str, name: str) -> None:
    key = MusicalKey(tonic, mode)
    assert (key.camelot, key.name) == (camelot, name)


@given(keys)
def test_camelot_round_trip(key: MusicalKey) -> None:
    assert MusicalKey.from_camelot(key.camelot.lower()) == key


@pytest.mark.parametrize("code", ["", "0A", "13B", "8C", "A8"])
def test_what_is_no_camelot_code(code: str) -> None:
    with pytest.raises(ValueError, match="Camelot"):
        MusicalKey.from_camelot(code)


def test_a_pitch_class_has_bounds() -> None:
    with pytest.raises(ValueError, match="between 0 and 11"):
        MusicalKey(12, Mode.MAJOR)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Björk ", "bjork"),
        ("Ça  VA", "ca va"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("東京", "東京"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_pace() -> None:
    assert pace(30, 60.0, 90).per_minute == 30
    assert pace(30, 60.0, 90).eta == 180
    assert pace(0, 60.0, 90).eta is None
    assert pace(5, 60.0, 0).eta == 0


@given(st.floats(-5, 5), st.none() | st.floats(-5, 5), st.none() | st.floats(-5, 5))
def test_a_span_is_closed(value: float, low: float | None, high: float | None) -> None:
    inside = (low is None or low <= value) and (high is None or value <= high)
    assert (value in Span(low, high)) == inside
    assert None not in Span(low, high)


def test_filters_combine_and_the_unknown_fails_conditions() -> None:
    slow = Filter(bpm=Span(60, 90), keys=frozenset({"8A"}))
    assert slow.admits("t", Attributes(bpm=80, key="8A"))
    assert not slow.admits("t", Attributes(bpm=80, key="8B"))
    assert not slow.admits("t", Attributes(key="8A"))
    without = Filter(exclude_ids=frozenset({"t"}), exclude_artists=frozenset({"x"}))
    assert not without.admits("t", Attributes())
    assert not without.admits("u", Attributes(artist="x"))
    assert without.admits("u", Attributes())


def test_filters_of_sets_folders_and_ids() -> None:
    of = Attributes(genres=frozenset({"jazz", "soul"}), moods=frozenset({"calm", "sad"}), folder="a/b")
    assert Filter(genres=frozenset({"soul", "rock"})).admits("t", of)
    assert not Filter(genres=frozenset({"rock"})).admits("t", of)
    assert Filter(moods=frozenset({"calm", "sad"})).admits("t", of)
    assert not Filter(moods=frozenset({"calm", "happy"})).admits("t", of)
    assert [Filter(within=folder).admits("t", of) for folder in ("", "a", "a/b", "a/", "a/bc", "b")] == [
        *(True, True, True),
        *(False, False, False),
    ]
    assert Filter(only_ids=frozenset({"t"})).admits("t", of)
    assert not Filter(only_ids=frozenset()).admits("t", of)
