"""Alchemy: seeds to have more or less of, and the query that they make."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.alchemy import MOST_SEEDS, Seed
from musicsim.domain.rules.alchemy import _without as wanted_without
from musicsim.domain.rules.alchemy import blend, centroid
from musicsim.domain.rules.tag_directions import TagDirections
from tests.support.examples import FEW
from tests.support.vectors import at, crowd

DIMENSION = 16
amounts = st.sampled_from([-3.0, -1.0, -0.25, 0.5, 1.0, 2.0])


@st.composite
def seed_lists(draw: st.DrawFn, most: int = 7) -> list[Seed]:
    """Seeds at random directions, at least one of them positive."""
    weights = [draw(amounts.map(abs)), *draw(st.lists(amounts, max_size=most - 1))]
    vectors = crowd(len(weights), DIMENSION, draw(st.integers(0, 999)))
    return [Seed(f"track:{i}", vector, weight) for i, (vector, weight) in enumerate(zip(vectors, weights, strict=True))]


def blended(seeds: list[Seed]) -> np.ndarray:
    try:
        return blend(seeds)
    except Invalid:
        assume(False)
        raise


@FEW
@given(seed_lists(), st.randoms(use_true_random=False))
def test_the_order_of_seeds_changes_nothing(seeds: list[Seed], random):
    query = blended(seeds)
    random.shuffle(seeds)
    assert blend(seeds).tolist() == query.tolist()


@FEW
@given(seed_lists(), st.sampled_from([0.1, 0.5, 4.0, 7.3]))
def test_scaling_all_weights_changes_nothing(seeds: list[Seed], factor: float):
    query = blended(seeds)
    scaled = [Seed(one.name, one.vector, one.weight * factor) for one in seeds]
    assert np.allclose(blend(scaled), query, atol=1e-5)


@FEW
@given(seed_lists(), seed_lists(1), amounts)
def test_removing_a_seed_undoes_it_exactly(seeds: list[Seed], more: list[Seed], weight: float):
    query = blended(seeds)
    added = Seed("album:new", more[0].vector, weight)
    undone = Seed("album:new", more[0].vector, -weight)
    assert blend([one for one in [*seeds, added] if one.name != "album:new"]).tolist() == query.tolist()
    assert blend([*seeds, added, undone]).tolist() == query.tolist()


@FEW
@given(seed_lists())
def test_a_query_has_unit_length(seeds: list[Seed]):
    query = blended(seeds)
    assert query.dtype == np.float32
    assert np.linalg.norm(query) == pytest.approx(1, abs=1e-5)


@FEW
@given(seed_lists())
def test_less_of_something_never_brings_it_nearer(seeds: list[Seed]):
    """Nor does it lead past being unrelated to it, if it was not so before."""
    wanted = [one for one in seeds if one.weight > 0]
    unwanted = [one for one in seeds if one.weight < 0][:1]
    assume(unwanted)
    before, after = blended(wanted) @ unwanted[0].vector, blended(wanted + unwanted) @ unwanted[0].vector
    assert after <= before + 1e-5
    assert after >= min(before, 0) - 1e-5


@FEW
@given(seed_lists(), st.integers(0, 99))
def test_no_other_amounts_would_leave_less(seeds: list[Seed], number: int):
    """The stated optimum: whatever else is taken away within the weights leaves at least as much."""
    wanted = sum(one.weight * one.vector.astype(float) for one in seeds if one.weight > 0)
    unwanted = [one for one in seeds if one.weight < 0]
    left = wanted_without(wanted, unwanted, 1.0)
    most = np.array([-one.weight for one in unwanted])
    away = np.array([one.vector for one in unwanted]).reshape(len(unwanted), DIMENSION)
    others = wanted - (np.random.default_rng(number).random((200, len(unwanted))) * most) @ away
    assert np.linalg.norm(left) <= np.linalg.norm(others, axis=1).min() + 1e-9


@FEW
@given(seed_lists(1), seed_lists(1), st.sampled_from([0.1, 0.3, 0.6, 2.0]))
def test_one_against_one_is_rocchio_up_to_orthogonality(more: list[Seed], less: list[Seed], amount: float):
    p, n = more[0].vector.astype(float), less[0].vector.astype(float)
    assume(abs(p @ n) < 0.999)
    expected = p - min(amount, max(0.0, p @ n)) * n
    query = blend([Seed("p", more[0].vector), Seed("n", less[0].vector, -amount)])
    assert np.allclose(query, expected / np.linalg.norm(expected), atol=1e-5)


def test_more_and_less_in_the_plane():
    up_and_right = [Seed("right", at(0)), Seed("up", at(90))]
    assert np.allclose(blend(up_and_right), at(45), atol=1e-6)
    assert np.allclose(blend([*up_and_right, Seed("far up", at(90), -1)]), at(0), atol=1e-6)
    assert np.allclose(blend([Seed("right", at(0), 3), Seed("up", at(90))]), at(math.degrees(math.atan(1 / 3))))
    assert np.allclose(blend([Seed("right", at(0)), Seed("behind", at(180), -5)]), at(0))


@pytest.mark.parametrize(
    "seeds",
    [
        [],
        [Seed("a", at(0), 0.0)],
        [Seed("a", at(0), -1.0)],
        [Seed("a", at(0)), Seed("b", at(180))],  # opposite
        [Seed("a", at(0)), Seed("b", at(0), -1.0)],  # the same, wanted and not
        [Seed("a", at(0)), Seed("a", at(0), -1.0)],
        [Seed("a", at(10)), Seed("b", at(0), -2.0), Seed("c", at(90), -2.0)],
        [Seed("a", at(0)), Seed("b", crowd(1)[0])],
        [Seed(str(n), at(n)) for n in range(MOST_SEEDS + 1)],
    ],
)
def test_what_points_nowhere_is_refused_with_what_to_do(seeds: list[Seed]):
    with pytest.raises(Invalid) as refused:
        blend(seeds)
    assert refused.value.field == "seeds"


@pytest.mark.parametrize("weight", [np.nan, np.inf, 101.0])
def test_weights_are_numbers_of_a_sensible_size(weight: float):
    with pytest.raises(Invalid):
        Seed("a", at(0), weight)


def test_an_album_weighs_as_one_seed():
    album = centroid(np.stack([at(80), at(90), at(100)]))
    assert np.allclose(blend([Seed("track", at(0)), Seed("album", album)]), at(45), atol=1e-6)
    for none in (np.zeros((0, 2)), np.stack([at(0), at(180)])):
        with pytest.raises(Invalid):
            centroid(none)


@FEW
@given(st.integers(0, 99), st.integers(1, 60))
def test_directions_do_not_depend_on_blocks(seed: int, cut: int):
    vectors, scores = crowd(60, DIMENSION, seed), np.random.default_rng(seed).standard_normal((60, 3))
    whole, parts = TagDirections("abc", DIMENSION), TagDirections("abc", DIMENSION)
    whole.add(vectors, scores)
    for block in (slice(cut), slice(cut, None)):
        parts.add(vectors[block], scores[block])
    for name, direction in whole.directions().items():
        assert np.allclose(direction, parts.directions()[name], atol=1e-5)


def test_a_tag_points_to_those_who_have_it():
    """Even where all the library has much in common."""
    rng = np.random.default_rng(3)
    has = np.repeat([True, False], 100)
    vectors = (
        rng.standard_normal((200, DIMENSION)) * 0.3 + 5 * np.eye(DIMENSION)[0] + np.outer(has, np.eye(DIMENSION)[1])
    )
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = TagDirections(["sad", "constant"], DIMENSION)
    assert found.directions() == {}
    found.add(vectors, np.column_stack([np.where(has, 1.5, -0.5), np.full(200, 0.7)]))
    assert found.directions().keys() == {"sad"}
    direction = found.directions()["sad"]
    assert (np.sort(np.argsort(-(vectors @ direction))[:100]) < 100).mean() > 0.9
    assert np.linalg.norm(direction) == pytest.approx(1, abs=1e-5)


def test_one_track_shows_no_direction():
    found = TagDirections(["sad"], 2)
    found.add(at(10)[None], np.array([[2.0]]))
    assert found.directions() == {}
