"""When two tracks are one recording."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.similarity import Sound
from musicsim.domain.rules.near_duplicates import (
    CERTAIN,
    LIKELY,
    STRONG,
    group_near_duplicates,
    is_near_duplicate,
    may_be_copies,
)

VECTOR = np.array([1.0, 0.0], dtype=np.float32)
SONG = Sound(vector=VECTOR, bpm=120.0, key="8A", duration=200.0)

sounds = st.builds(
    Sound,
    vector=st.floats(0, 0.6).map(lambda a: np.array([np.cos(a), np.sin(a)], dtype=np.float32)),
    bpm=st.none() | st.sampled_from([60.0, 119.0, 120.0, 121.0, 160.0]),
    key=st.sampled_from(["", "8A", "8B"]),
    duration=st.none() | st.sampled_from([50.0, 150.0, 200.0]),
    fingerprint=st.none(),
)


@pytest.mark.parametrize(
    ("other", "cosine", "expected"),
    [
        (SONG, 1.0, True),
        (SONG._replace(duration=110.0), LIKELY, True),  # cut short
        (SONG._replace(duration=90.0), 1.0, False),  # less than half of it is another thing
        (SONG._replace(bpm=60.0), LIKELY, True),  # the octave of the same beat
        (SONG._replace(bpm=90.0), LIKELY, False),  # alike, but another tempo
        (SONG._replace(key="9A"), LIKELY, False),
        (SONG._replace(key=""), LIKELY, False),  # in doubt, no
        (SONG._replace(bpm=90.0), STRONG, True),
        (SONG._replace(key="9A"), STRONG, True),
        (SONG._replace(bpm=90.0, key="9A"), STRONG, False),
        (SONG._replace(bpm=None, key=""), CERTAIN, True),
        (SONG, LIKELY - 0.001, False),
    ],
)
def test_evidence(other: Sound, cosine: float, expected: bool) -> None:
    assert is_near_duplicate(SONG, other, cosine) is expected


@given(sounds, sounds, st.floats(0, 1))
def test_symmetric(one: Sound, other: Sound, cosine: float) -> None:
    assert is_near_duplicate(one, other, cosine) == is_near_duplicate(other, one, cosine)


@given(st.lists(sounds, max_size=12))
def test_groups_are_a_partition_headed_by_the_first(given_sounds: list[Sound]) -> None:
    groups = group_near_duplicates(given_sounds)
    assert sorted(index for group in groups for index in group) == list(range(len(given_sounds)))
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
    for head, *members in groups:
        for member in members:
            one, other = given_sounds[head], given_sounds[member]
            assert is_near_duplicate(one, other, float(one.vector @ other.vector))


@given(st.lists(sounds, max_size=12))
def test_heads_are_never_copies_of_one_another(given_sounds: list[Sound]) -> None:
    heads = [given_sounds[group[0]] for group in group_near_duplicates(given_sounds)]
    for i, one in enumerate(heads):
        for other in heads[i + 1 :]:
            assert not is_near_duplicate(one, other, float(one.vector @ other.vector))


@given(st.lists(sounds, max_size=12))
def test_only_what_may_be_a_copy_needs_more_than_its_vector(given_sounds: list[Sound]) -> None:
    likely = may_be_copies([sound.vector for sound in given_sounds])
    bare = [one if is_likely else Sound(vector=one.vector) for one, is_likely in zip(given_sounds, likely, strict=True)]
    assert group_near_duplicates(bare) == group_near_duplicates(given_sounds)


@given(st.lists(sounds, max_size=12))
def test_what_may_be_no_copy_is_in_no_group(given_sounds: list[Sound]) -> None:
    lengths = [sound.duration for sound in given_sounds]
    likely = may_be_copies([sound.vector for sound in given_sounds], lengths)
    for group in group_near_duplicates(given_sounds):
        assert len(group) == 1 or all(likely[member] for member in group)
