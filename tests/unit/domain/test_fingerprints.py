"""How fingerprints lie on one another, and what they tell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.domain.model.fingerprint import Fingerprint, Words
from musicsim.domain.model.similarity import Sound
from musicsim.domain.rules.fingerprints import aligned, surprise
from musicsim.domain.rules.near_duplicates import (
    CERTAIN,
    LIKELY,
    group_near_duplicates,
    is_near_duplicate,
    may_be_copies,
)
from musicsim.domain.rules.recognition import recognised
from musicsim.domain.rules.same_recording import same_recording
from musicsim.domain.rules.segmenting import DIMENSION, SEGMENT, questions_of, segment_count, segments_of

MODEL = "prints@1"
SOME = settings(max_examples=20, deadline=None)


def words(seed: int, count: int = 450) -> Words:
    return np.random.default_rng(seed).integers(1, 2**32, count, dtype=np.uint32)


def damaged(given: Words, error: float, seed: int = 0) -> Words:
    """With that share of its bits the other way round."""
    flips = np.random.default_rng(seed).random((len(given), 32)) < error
    return given ^ (flips << np.arange(32, dtype=np.uint32)).sum(axis=1).astype(np.uint32)


def printed(given: Words, model: str = MODEL) -> Fingerprint:
    return Fingerprint.of(given, model)


def sound(given: Words, duration: float = 200.0, **about: object) -> Sound:
    vector = np.array([1.0, 0.0], dtype=np.float32)
    return Sound(vector=vector, duration=duration, fingerprint=printed(given), bpm=120.0, key="8A", **about)


@SOME
@given(st.integers(0, 2**32 - 1), st.integers(0, 300), st.integers(60, 150), st.floats(0, 0.3))
def test_a_part_is_found_where_it_was_taken(seed: int, start: int, length: int, error: float) -> None:
    whole = words(seed)
    found = aligned(whole, damaged(whole[start : start + length], error), 50)
    assert found is not None
    assert (found.lag, found.frames) == (start, length)
    assert found.error == pytest.approx(error, abs=0.06)


@SOME
@given(st.integers(0, 2**32 - 1))
def test_it_is_the_same_from_the_other_side(seed: int) -> None:
    one, other = words(seed, 200), words(seed + 1, 300)
    there, back = aligned(one, other, 40), aligned(other, one, 40)
    assert there is not None
    assert back is not None
    assert there.error == pytest.approx(back.error, abs=1e-5)


def test_strangers_and_silence_agree_by_chance() -> None:
    stranger = aligned(words(1), words(2), 60)
    assert stranger is not None
    assert stranger.error > 0.4
    assert surprise(stranger) < 6
    assert aligned(np.zeros(200, dtype=np.uint32), np.zeros(200, dtype=np.uint32), 10) is None
    assert aligned(words(1, 5), words(1), 10) is None
    assert aligned(words(1, 0), words(1, 0), 0) is None


def test_an_excerpt_has_its_place_and_how_sure_that_is() -> None:
    whole = words(1, 3000)
    near = recognised([printed(whole[1000:1125])], printed(whole))
    far = recognised([printed(damaged(whole[1000:1125], 0.25))], printed(whole))
    assert near is not None
    assert far is not None
    assert near.position == far.position == 80.0
    assert 0.5 <= far.certainty < near.certainty == 1.0
    assert recognised([printed(words(5, 125))], printed(whole)) is None
    assert recognised([printed(whole[:125], "prints@2")], printed(whole)) is None
    assert recognised([printed(whole[:10])], printed(whole)) is None
    assert recognised([], printed(whole)) is None


def test_frames_that_begin_elsewhere_tell_the_place_more_exactly() -> None:
    whole = words(1, 1000)
    prints = [printed(damaged(whole[100:225], error, seed)) for seed, error in enumerate((0.2, 0.0, 0.2, 0.2))]
    found = recognised(prints, printed(whole))
    assert found is not None
    assert found.position == pytest.approx(8.0 - 0.02)


@SOME
@given(st.integers(0, 2**32 - 1), st.integers(0, 400), st.floats(0, 0.2))
def test_an_excerpt_asks_for_the_segments_that_it_has_a_part_of(seed: int, start: int, error: float) -> None:
    whole = words(seed, 600)
    kept = segments_of(whole)
    asked = np.stack(questions_of(damaged(whole[start : start + 119], error)))
    assert len(asked) <= SEGMENT
    cosines = asked @ np.stack(list(kept.values())).T
    assert cosines.max() > 0.4
    best = list(kept)[int(cosines.max(axis=0).argmax())]
    assert start - SEGMENT <= best * SEGMENT <= start + 119


@SOME
@given(st.integers(0, 400))
def test_segments_are_counted_as_they_are_made(count: int) -> None:
    made = segments_of(words(1, count))
    assert len(made) == segment_count(words(1, count))
    assert all(vector.shape == (DIMENSION,) and vector.dtype == np.float32 for vector in made.values())
    assert all(np.linalg.norm(vector) == pytest.approx(1, abs=1e-5) for vector in made.values())


def test_silence_has_no_segments() -> None:
    whole = words(1, 300)
    whole[60:180] = 0
    assert list(segments_of(whole)) == [0, 3, 4]
    assert segment_count(whole) == 3
    assert questions_of(np.zeros(120, dtype=np.uint32)) == []


class TestSameRecording:
    def test_copies_agree_however_they_are_encoded(self) -> None:
        assert same_recording(sound(words(1)), sound(damaged(words(1), 0.13))) is True

    def test_another_take_does_not(self) -> None:
        assert same_recording(sound(words(1)), sound(damaged(words(1), 0.18))) is False
        assert same_recording(sound(words(1)), sound(words(2))) is False

    def test_cut_copies_agree_where_they_overlap(self) -> None:
        longer = words(1, 700)
        assert same_recording(sound(longer[:450]), sound(longer[100:550], 185.0)) is True

    def test_nothing_is_told_by_stretches_that_may_be_others(self) -> None:
        assert same_recording(sound(words(1)), sound(words(2), 140.0)) is None

    def test_nothing_is_told_without_two_of_one_model(self) -> None:
        bare = Sound(vector=np.array([1.0, 0.0], dtype=np.float32))
        other = Sound(vector=bare.vector, fingerprint=printed(words(1), "prints@2"))
        assert same_recording(sound(words(1)), bare) is None
        assert same_recording(sound(words(1)), other) is None

    def test_it_decides_before_tempo_and_key(self) -> None:
        assert not is_near_duplicate(sound(words(1)), sound(words(2)), CERTAIN)
        assert is_near_duplicate(sound(words(1)), sound(damaged(words(1), 0.1)), LIKELY)
        assert is_near_duplicate(sound(words(1)), sound(words(2), 140.0), LIKELY)

    def test_low_bit_rates_are_told_by_fingerprint_and_length(self) -> None:
        copy = sound(damaged(words(1), 0.13), 200.5)
        assert is_near_duplicate(sound(words(1)), copy, 0.8)
        assert not is_near_duplicate(sound(words(1)), copy, 0.7)
        assert not is_near_duplicate(sound(words(1)), sound(damaged(words(1), 0.13), 202.0), 0.8)
        assert not is_near_duplicate(sound(words(1)), sound(words(2)), 0.96)
        assert not is_near_duplicate(sound(words(1)), Sound(vector=copy.vector, duration=200.0), 0.96)

    def test_groups_find_them(self) -> None:
        near = np.array([0.8, 0.6], dtype=np.float32)
        copy, stranger = (sound(given)._replace(vector=near) for given in (damaged(words(1), 0.1), words(3)))
        assert group_near_duplicates([sound(words(1)), stranger, copy]) == [[0, 2], [1]]
        vectors = [sound(words(1)).vector, near]
        assert may_be_copies(vectors, [200.0, 200.4]) == [True, True]
        assert may_be_copies(vectors, [200.0, None]) == may_be_copies(vectors) == [False, False]
