"""Radio: never twice, apart from one another, and it learns."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.analysis import Embedding
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.radio import MOST_PLAYS, Play, RadioCandidate, RadioOptions, RadioSession, Verdict
from musicsim.domain.rules.radio import (
    MEMORY,
    choices,
    exhausted,
    full_artists,
    judgements_of,
    questions,
    remembered,
)
from musicsim.domain.rules.taste import WORTH, Judgement, believed, drawn
from tests.support.examples import FEW
from tests.support.listeners import (
    DAY,
    SPACE,
    Listener,
    a_session,
    a_world,
    hit_rate,
    likes_around,
    played,
    static_list,
)
from tests.support.vectors import at, crowd

DEFAULT = RadioOptions()
WORLD = a_world(240, 3, 24, 1)
LARGE = a_world(1000, 4, 24, 1)
DIMENSION = 8
WIDE = crowd(20, DIMENSION, 100)

verdicts = st.none() | st.sampled_from(Verdict)
gaps = st.integers(0, 6)
options = st.builds(RadioOptions, artist_gap=gaps, album_gap=gaps, exploration=st.sampled_from([0.0, 0.3, 1.0]))


def session_of(plays: Sequence[Play] = (), chosen: RadioOptions = DEFAULT, start: float = 0) -> RadioSession:
    begun = a_session(WORLD, 0, chosen)
    return replace(begun, start=Embedding(SPACE, at(start)), plays=tuple(plays))


@st.composite
def candidate_lists(draw: st.DrawFn) -> list[RadioCandidate]:
    names = st.sampled_from(["", "a", "b", "c"])
    count = draw(st.integers(0, 14))
    vectors = crowd(max(count, 1), 2, draw(st.integers(0, 99)))
    return [
        RadioCandidate(TrackId(f"t{number:06d}"), vectors[number], draw(names), draw(names)) for number in range(count)
    ]


@settings(max_examples=6)
@given(st.integers(0, 239), options, st.integers(0, 99))
def test_nothing_comes_twice_and_the_same_session_goes_on_the_same_way(first: int, chosen: RadioOptions, number: int):
    listener = Listener(likes_around(WORLD, first, np.random.default_rng(number)), number)
    once, again = (
        played(WORLD, a_session(WORLD, first, chosen, number), 15, partial(listener.verdict, WORLD)) for _ in range(2)
    )
    assert len(once) == len(set(once)) == 15
    assert once == again


@FEW
@given(candidate_lists(), st.lists(st.sampled_from(range(14)), max_size=8, unique=True), options)
def test_a_choice_keeps_its_promises(candidates: list[RadioCandidate], before: list[int], chosen: RadioOptions):
    gone = [candidates[row] for row in before if row < len(candidates)]
    session = session_of([Play(one.id, DAY) for one in gone], chosen)
    found = next(iter(choices(session, [], candidates, gone)), None)
    free = [one for one in candidates if one not in gone]
    assert (found is None) == (not free)
    if found is None:
        return
    assert found in free
    near_by = [one.artist for one in gone[::-1][: chosen.artist_gap] if one.artist]
    if found.artist in near_by:  # only where all others are as near by
        albums = [one.album for one in gone[::-1][: chosen.album_gap] if one.album]
        assert all(one.artist in near_by or one.album in albums for one in free)


def test_whoever_was_away_for_longest_comes_back_first():
    by = [RadioCandidate(TrackId(f"old {name}"), at(0), name) for name in "abc"]
    session = session_of([Play(one.id, DAY) for one in by], RadioOptions(artist_gap=9))
    again = [RadioCandidate(TrackId(f"new {name}"), at(0), name) for name in "bca"]
    assert [one.artist for one in choices(session, [], again, by)] == ["a", "b", "c"]


def test_an_exhausted_library_ends_it():
    small = a_world(12, 1, 8, 2)
    rows = played(small, a_session(small, 0, RadioOptions()), 100, lambda row: None)
    assert sorted(rows) == list(range(12))
    assert exhausted(session_of().over(DAY))
    assert exhausted(session_of([Play(TrackId(f"t{number}"), DAY) for number in range(MOST_PLAYS)]))
    assert not exhausted(session_of())


def test_skips_teach_it():
    """The last of fifty plays please more than a list of what is similar, and than a radio that is told nothing."""
    ours, deaf, static = [], [], []
    for number in range(3):
        first = 170 * number
        listener = Listener(likes_around(LARGE, first, np.random.default_rng(number)), number)
        begun = a_session(LARGE, first, RadioOptions(), number)
        ours.append(hit_rate(LARGE, listener, played(LARGE, begun, 50, partial(listener.verdict, LARGE))[-20:]))
        deaf.append(hit_rate(LARGE, listener, played(LARGE, begun, 50, lambda row: None)[-20:]))
        static.append(hit_rate(LARGE, listener, static_list(LARGE, first, 50)[-20:]))
    assert np.mean(ours) > np.mean(static) + 0.1
    assert np.mean(ours) > np.mean(deaf) + 0.1


@FEW
@given(st.integers(0, 99), st.sampled_from(Verdict), st.integers(0, 60))
def test_a_verdict_moves_the_value_of_a_track_towards_what_it_is_worth(seed: int, verdict: Verdict, age: int):
    start, other = crowd(2, DIMENSION, seed)
    before = float(start @ other)
    after, fresh = (float(believed(start, [Judgement(other, verdict, old)], other[None])[0]) for old in (age, 0))
    assert min(before, WORTH[verdict]) - 1e-6 <= after <= max(before, WORTH[verdict]) + 1e-6
    assert abs(fresh - WORTH[verdict]) <= abs(after - WORTH[verdict]) + 1e-6


@FEW
@given(st.integers(0, 99), st.lists(st.sampled_from(Verdict), max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_equally_old_verdicts_changes_nothing(seed: int, given_verdicts: list[Verdict], random):
    start, *others = crowd(len(given_verdicts) + 1, DIMENSION, seed)
    judged = [Judgement(vector, verdict, 3) for vector, verdict in zip(others, given_verdicts, strict=True)]
    before = believed(start, judged, WIDE)
    random.shuffle(judged)
    assert np.allclose(believed(start, judged, WIDE), before)


def test_a_taste_may_have_several_corners():
    """Two that are liked, and what lies between them is not."""
    judged = [Judgement(at(0), Verdict.LIKED, 0), Judgement(at(120), Verdict.LIKED, 1)]
    judged += [Judgement(at(60), Verdict.SKIPPED, age) for age in (2, 3, 4)]
    one, between, other = believed(at(0), judged, np.stack([at(5), at(60), at(115)]))
    assert min(one, other) > between + 0.3


def test_what_was_judged_is_explored_less():
    judged, tracks = [Judgement(at(90), Verdict.SKIPPED, 0)] * 10, np.stack([at(90), at(270)])
    draws = np.array([drawn(at(0), judged, tracks, 1.0, np.random.default_rng(seed)) for seed in range(300)])
    assert draws[:, 0].std() < 0.6 * draws[:, 1].std()
    assert np.allclose(drawn(at(0), judged, tracks, 0.0, np.random.default_rng(1)), believed(at(0), judged, tracks))


@FEW
@given(st.integers(0, 99), st.integers(0, 30), st.floats(0, 1))
def test_many_like_tracks_can_be_drawn(seed: int, copies: int, exploration: float):
    """Copies of one track are as good as one, to rounding: nothing breaks."""
    tracks = np.concatenate([crowd(3, DIMENSION, seed), np.repeat(crowd(1, DIMENSION, seed), copies, axis=0)])
    judged = [Judgement(tracks[0], Verdict.LIKED, 0)] * copies
    assert np.isfinite(drawn(tracks[1], judged, tracks, exploration, np.random.default_rng(seed))).all()


def test_where_to_look():
    liked = session_of([Play(TrackId("a"), DAY, Verdict.LIKED), Play(TrackId("b"), DAY), Play(TrackId("c"), DAY)])
    assert remembered(liked) == ["a", "b", "c"]
    judgements = judgements_of(liked, {"a": at(60), "b": at(90)})
    assert [(one.verdict, one.age) for one in judgements] == [(Verdict.LIKED, 2)]
    assert judgements_of(liked, {}) == []  # its vector is gone: passed over
    assert np.array_equal(questions(liked, judgements), [at(0), at(60)])
    assert len(questions(liked, [Judgement(at(1), Verdict.FINISHED, 0)] * 50)) == 5
    assert len(questions(liked, [Judgement(at(1), Verdict.SKIPPED, 0)] * 50)) == 1


def test_the_last_plays_are_remembered():
    session = session_of([Play(TrackId(f"t{number}"), DAY, Verdict.FINISHED) for number in range(MEMORY + 50)])
    assert remembered(session) == [f"t{number}" for number in range(50, MEMORY + 50)]
    judgements = judgements_of(session, {f"t{number}": at(number) for number in range(MEMORY + 50)})
    assert [one.age for one in judgements] == list(range(MEMORY))
    assert np.array_equal(judgements[0].vector, at(MEMORY + 49))


def test_enough_of_an_artist():
    plays = [Play(TrackId(one), DAY) for one in ("a", "b", "c", "d")]
    artists = {TrackId("a"): "x", TrackId("b"): "x", TrackId("c"): "", TrackId("d"): "y"}
    assert full_artists(session_of(plays, RadioOptions(per_artist=2)), artists) == {"x"}
    assert full_artists(session_of(plays), artists) == set()


def test_only_what_was_played_is_judged():
    with pytest.raises(NotFound):
        session_of().judged(TrackId("a"), Verdict.LIKED, DAY)
    twice = session_of([Play(TrackId("a"), DAY)]).judged(TrackId("a"), Verdict.LIKED, DAY)
    assert twice.judged(TrackId("a"), Verdict.SKIPPED, DAY).plays == (Play(TrackId("a"), DAY, Verdict.SKIPPED),)


@pytest.mark.parametrize(
    "wrong",
    [{"artist_gap": -1}, {"album_gap": 101}, {"per_artist": 0}, {"exploration": 1.1}, {"exploration": float("nan")}],
)
def test_options_that_mean_nothing(wrong: dict):
    with pytest.raises(Invalid) as refused:
        RadioOptions(**wrong)
    assert refused.value.field == next(iter(wrong))
