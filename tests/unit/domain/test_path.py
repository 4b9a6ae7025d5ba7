"""Paths: small steps, even drifts, nobody twice."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.path import Grounds, PathOptions
from musicsim.domain.model.vectors import Neighbour
from musicsim.domain.rules.grounds import grounds_of
from musicsim.domain.rules.layers import chain_through
from musicsim.domain.rules.path import chain_over, find_path, naive, straight_line
from musicsim.domain.rules.path_candidates import path_candidates
from musicsim.domain.rules.path_measure import measured
from musicsim.domain.rules.tag_scales import usual_scale
from musicsim.domain.rules.traits import traits_of
from musicsim.domain.rules.waypoints import MOST_QUERIES, POOL, arc, even_hours, even_tempi, spread_over
from tests.support.examples import FEW
from tests.support.heard import a_track
from tests.support.vectors import at, crowd

DIMENSION = 12


def ground(count: int, seed: int, artists: int = 30, unknown: float = 0.1) -> Grounds:
    """Tracks in clusters by artists, some of whose tempi and keys are unknown."""
    rng = np.random.default_rng(seed)
    who = rng.integers(0, artists, count)
    centres = crowd(artists, DIMENSION, seed)
    vectors = centres[who] + 0.25 * rng.standard_normal((count, DIMENSION))
    return Grounds(
        ids=tuple(f"t{number}" for number in range(count)),
        vectors=(vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32),
        bpm=np.where(rng.random(count) < unknown, np.nan, rng.uniform(60, 180, count)),
        hours=np.where(rng.random(count) < unknown, np.nan, rng.integers(1, 13, count)),
        artists=tuple("" if rng.random() < 0.05 else f"a{one}" for one in who),
    )


def walked(of: Grounds, ids: Sequence[str]) -> Grounds:
    return of.rows([of.ids.index(one) for one in ids])


worlds = st.builds(ground, st.integers(5, 120), st.integers(0, 500), st.integers(1, 30))


@FEW
@given(worlds, st.integers(2, 25), st.integers(0, 2))
def test_a_path_keeps_its_promises(world: Grounds, stops: int, vias: int):
    fixed = world.rows(range(2 + vias))
    if stops < len(fixed):
        with pytest.raises(Invalid):
            find_path(fixed, world, PathOptions(stops=stops))
        return
    ids = find_path(fixed, world, PathOptions(stops=stops))
    assert len(ids) == len(set(ids)) == min(stops, len(world))
    assert (ids[0], ids[-1]) == (fixed.ids[0], fixed.ids[-1])
    assert [one for one in ids if one in fixed.ids] == list(fixed.ids)


@FEW
@given(st.integers(0, 500), st.integers(4, 25))
def test_no_artist_comes_twice_in_a_row_where_there_are_enough(seed: int, stops: int):
    world = ground(150, seed)
    ids = find_path(world.rows([0, 1]), world, PathOptions(stops=stops))
    assert measured(walked(world, ids)).same_artist == 0


@FEW
@given(worlds, st.integers(3, 25))
def test_never_costlier_than_the_straight_line(world: Grounds, stops: int):
    """By the stated cost; how much better the steps themselves are is measured in benchmarks."""
    fixed = world.rows([0, 1])
    ids = find_path(fixed, world, PathOptions(stops=stops))
    everyone, chain = chain_over(fixed, world, PathOptions(stops=stops))
    cost = chain.cost([everyone.ids.index(one) for one in ids])
    assert cost <= chain.cost(naive(chain)) + 1e-4
    assert cost <= chain.cost(chain_through(chain)) + 1e-4


def test_smoother_than_the_straight_line():
    """Over many pairs in a large crowd: smaller steps, evener tempo and key."""
    world = ground(600, 7, artists=60)
    ours, straight = [], []
    for pair in range(0, 24, 2):
        fixed = world.rows([pair, pair + 1])
        ours.append(measured(walked(world, find_path(fixed, world, PathOptions(stops=16)))))
        straight.append(measured(walked(world, straight_line(fixed, world, PathOptions(stops=16)))))
    for measure in ("largest_step", "mean_step", "tempo_drift", "key_drift"):
        assert np.mean([getattr(one, measure) for one in ours]) < np.mean([getattr(one, measure) for one in straight])
    assert sum(one.same_artist for one in ours) == 0


def test_a_path_along_a_circle_goes_step_by_step():
    degrees = np.arange(0, 91, 5)
    world = Grounds(
        ids=tuple(f"t{angle}" for angle in degrees),
        vectors=np.stack([at(angle) for angle in degrees]),
        bpm=100 + degrees / 3,
        hours=np.full(len(degrees), np.nan),
        artists=("",) * len(degrees),
    )
    ids = find_path(world.rows([0, 18]), world, PathOptions(stops=7))
    assert ids == [f"t{angle}" for angle in range(0, 91, 15)]
    found = measured(walked(world, ids))
    assert found.largest_step == pytest.approx(np.radians(15), abs=1e-3)
    assert found.tempo_drift < 0.01


def test_tempo_decides_between_what_sounds_alike():
    vectors = np.stack([at(0), at(60), at(30), at(30), at(30)])
    world = Grounds(
        ids=("start", "end", "even", "hasty", "octave"),
        vectors=vectors,
        bpm=np.array([100.0, 121.0, 111.0, 150.0, 60.0]),
        hours=np.full(5, np.nan),
        artists=("",) * 5,
    )
    assert find_path(world.rows([0, 1]), world, PathOptions(stops=3)) == ["start", "even", "end"]


def test_key_decides_between_what_sounds_alike():
    world = Grounds(
        ids=("start", "end", "between", "across"),
        vectors=np.stack([at(0), at(60), at(30), at(30)]),
        bpm=np.full(4, np.nan),
        hours=np.array([11.0, 1.0, 12.0, 6.0]),
        artists=("",) * 4,
    )
    assert find_path(world.rows([0, 1]), world, PathOptions(stops=3)) == ["start", "between", "end"]


def test_the_smallest_libraries():
    world = ground(2, 1)
    assert find_path(world, world, PathOptions(stops=20)) == ["t0", "t1"]
    alone = ground(20, 1, artists=1)
    assert len(find_path(alone.rows([0, 1]), alone, PathOptions(stops=10))) == 10


@pytest.mark.parametrize("wanted", [[0], [0, 0], [0, 1, 0]])
def test_ends_are_two(wanted: list[int]):
    world = ground(9, 3)
    with pytest.raises(Invalid) as refused:
        find_path(world.rows(wanted), world, PathOptions(stops=5))
    assert refused.value.field == "via"


@pytest.mark.parametrize("stops", [1, 0, 101])
def test_lengths(stops: int):
    with pytest.raises(Invalid):
        PathOptions(stops=stops)


@FEW
@given(st.lists(st.floats(0, 3), min_size=1, max_size=6), st.integers(0, 40))
def test_steps_are_shared_out(lengths: list[float], more: int):
    stops = len(lengths) + 1 + more
    steps = spread_over(stops, lengths)
    assert sum(steps) == stops - 1
    assert min(steps) >= 1


@FEW
@given(st.integers(0, 99), st.floats(0, 1))
def test_an_arc_stays_on_the_sphere(seed: int, share: float):
    one, other = crowd(2, DIMENSION, seed).astype(float)
    point = arc(one, other, np.array([0.0, share, 1.0]))
    assert np.allclose(np.linalg.norm(point, axis=1), 1)
    assert np.allclose(point[[0, 2]], [one, other])
    assert np.arccos(np.clip(one @ point[1], -1, 1)) == pytest.approx(share * np.arccos(one @ other), abs=1e-3)


def test_even_changes():
    assert even_tempi(np.array([100.0, 121.0]), [2]).tolist() == pytest.approx([100, 110, 121])
    assert even_tempi(np.array([80.0, 160.0]), [2]).tolist() == pytest.approx([80, 80, 80])  # double time is no change
    assert even_tempi(np.array([70.0, 105.0]), [1]).tolist() == pytest.approx([70, 105])
    assert np.isnan(even_tempi(np.array([80.0, np.nan]), [2])).all()
    assert (even_hours(np.array([11.0, 2.0]), [3]) % 12).tolist() == pytest.approx([11, 0, 1, 2])


def test_changes_are_even_past_what_is_unknown():
    past = even_tempi(np.array([100.0, np.nan, 121.0]), [1, 1]).tolist()
    assert past == pytest.approx([100, 110, 121])
    ends = even_hours(np.array([np.nan, 1.0, np.nan, np.nan, 4.0, np.nan]), [2, 1, 1, 1, 2])
    assert ends.tolist() == pytest.approx([np.nan, np.nan, 1, 2, 3, np.nan, np.nan, np.nan], nan_ok=True)
    assert np.isnan(even_hours(np.array([np.nan, np.nan]), [3])).all()


def test_what_is_uncertain_is_not_followed():
    heard = [a_track(100, "8A"), a_track(150, "3B", confidence=0.1), a_track(None, "")]
    found = grounds_of(["a", "b", "c"], [at(0), at(1), at(2)], traits_of(heard, usual_scale()), ["bjork", "", "x"])
    assert np.array_equal(found.bpm, [100, np.nan, np.nan], equal_nan=True)
    assert np.array_equal(found.hours, [8, np.nan, np.nan], equal_nan=True)
    assert found.artists == ("bjork", "", "x")


@pytest.mark.parametrize("stops", [2, 5, 20, 100])
@pytest.mark.parametrize("fixed", [[at(0), at(80)], [at(0), at(80), at(20)], [at(0), at(180)], [at(0), at(0)]])
async def test_candidates_take_few_queries(stops: int, fixed: list[np.ndarray]):
    asked: list[int] = []

    async def neighbours(vector: np.ndarray, limit: int) -> list[Neighbour]:
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
        asked.append(limit)
        return [Neighbour("everywhere", 1.0), Neighbour(f"t{len(asked)}", 0.5)]

    ids = await path_candidates(neighbours, fixed, stops)
    assert 2 <= len(asked) <= MOST_QUERIES
    assert sum(asked) <= POOL
    assert len(ids) == len(set(ids)) == len(asked) + 1
