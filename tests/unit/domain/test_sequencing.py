"""Orders that cost less."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.rules.sequencing import best_order, path_cost


def costs_of(count: int, seed: int) -> np.ndarray:
    square = np.random.default_rng(seed).random((count, count))
    return (square + square.T) / 2


@given(st.integers(0, 25), st.integers(0, 10**6), st.data())
def test_an_order_holds_everything_once_and_never_costs_more(count, seed, data):
    costs = costs_of(count, seed)
    first = data.draw(st.none() | st.integers(0, count - 1)) if count else None
    order = best_order(costs, first)
    assert sorted(order) == list(range(count))
    given_order = list(range(count)) if first is None else [first, *(i for i in range(count) if i != first)]
    assert path_cost(costs, order) <= path_cost(costs, given_order) + 1e-12
    if first is not None:
        assert order[0] == first
    assert best_order(costs, first) == order


@given(st.integers(2, 7), st.integers(0, 10**6))
def test_small_ones_are_as_good_as_can_be_or_nearly(count, seed):
    costs = costs_of(count, seed)
    best = min(path_cost(costs, order) for order in itertools.permutations(range(count)))
    assert path_cost(costs, best_order(costs)) <= best * 1.35 + 1e-9


def test_a_line_is_found():
    places = np.random.default_rng(3).permutation(60).astype(float)
    order = best_order(np.abs(places[:, None] - places[None, :]))
    assert [places[each] for each in order] in (sorted(places), sorted(places, reverse=True))


def test_equal_costs_leave_the_order():
    assert best_order(np.full((5, 5), 0.3)) == [0, 1, 2, 3, 4]
    assert best_order(np.zeros((0, 0))) == []


@pytest.mark.parametrize("count", [300])
def test_many_get_much_better(count):
    points = np.random.default_rng(5).random((count, 2))
    costs = np.linalg.norm(points[:, None] - points[None, :], axis=2)
    # an optimal tour of n random points in the unit square is about 0.7124 √n long (Beardwood, Halton, Hammersley 1959)
    assert path_cost(costs, best_order(costs)) < 1.15 * 0.7124 * np.sqrt(count)
