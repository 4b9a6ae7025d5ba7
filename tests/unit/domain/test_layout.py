"""The library on a plane: neighbours stay neighbours, and places stay places."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.rules.faithfulness import faithfulness
from musicsim.domain.rules.layout import laid_out, main_axes, onto
from musicsim.domain.rules.near_rows import nearest_rows
from musicsim.domain.rules.placing import placed
from tests.support.examples import FEW
from tests.support.vectors import crowd


def styles(count: int, seed: int = 1) -> np.ndarray:
    """Unit vectors in twelve corners of sixteen dimensions: more than a plane's two axes can tell apart."""
    rng = np.random.default_rng(seed)
    vectors = np.eye(12, 16)[np.arange(count) % 12] + 0.15 * rng.standard_normal((count, 16))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def library() -> tuple[np.ndarray, np.ndarray]:
    vectors = styles(300)
    return vectors, laid_out(vectors, patience=0.3)


def test_neighbours_are_kept_better_than_along_the_main_axes(library: tuple[np.ndarray, np.ndarray]):
    vectors, points = library
    ours, plain = faithfulness(vectors, points), faithfulness(vectors, main_axes(vectors))
    assert ours.trustworthiness > plain.trustworthiness + 0.05
    assert ours.continuity > plain.continuity
    assert min(ours.trustworthiness, ours.continuity) > 0.9


@FEW
@given(st.integers(0, 8), st.integers(0, 99))
def test_every_track_of_a_small_library_has_a_place(count: int, seed: int):
    vectors = crowd(count, 4, seed)
    points = laid_out(vectors, patience=0.01)
    assert points.shape == (count, 2)
    assert np.isfinite(points).all()
    assert ((points >= 0) & (points <= 1)).all()
    assert np.array_equal(points, laid_out(vectors.copy(), patience=0.01))


def test_copies_of_one_track_lie_somewhere():
    assert np.isfinite(laid_out(np.repeat(crowd(1, 4), 40, axis=0), patience=0.05)).all()


def test_laid_out_again_nobody_goes_far_and_newcomers_are_among_their_own(library: tuple[np.ndarray, np.ndarray]):
    vectors, points = library
    begin = points.copy()
    begin[::4] = np.nan
    after = laid_out(vectors, begin)
    old = np.isfinite(begin).all(axis=1)
    moved = np.linalg.norm(after - points, axis=1)
    assert np.median(moved[old]) < 0.08
    assert np.quantile(moved[old], 0.95) < 0.2
    assert faithfulness(vectors, after).trustworthiness > 0.9


@FEW
@given(st.integers(0, 99), st.floats(0.3, 3), st.floats(0, 6.2), st.booleans())
def test_a_layout_is_turned_onto_an_earlier_one(seed: int, scale: float, angle: float, mirrored: bool):
    before = np.random.default_rng(seed).uniform(0.2, 0.8, (20, 2)).astype(np.float32)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved = (before @ turn * scale * ([1, -1] if mirrored else [1, 1]) + 4).astype(np.float32)
    known = before.copy()
    known[::5] = np.nan
    assert np.allclose(onto(moved, known), before, atol=1e-3)
    assert onto(moved, np.full_like(known, np.nan)).min() >= 0
    far = moved.copy()
    far[0] += 100  # a newcomer far out: all come closer together, nobody is cut off
    assert ((onto(far, known) >= 0) & (onto(far, known) <= 1)).all()


def test_a_newcomer_is_placed_among_the_most_of_its_neighbours():
    """Not half-way to those on the far side of the map."""
    known = styles(60)
    points = np.where(np.arange(60)[:, np.newaxis] % 12 == 2, 0.1, 0.7).astype(np.float32).repeat(2, axis=1)
    points[2] = 0.95  # the nearest of all has strayed
    there = placed(known, points, known[[14, 26]])
    assert np.abs(there - 0.1).max() < 0.01
    assert placed(known[:0], points[:0], known[:2]).tolist() == [[0.5, 0.5]] * 2
    assert placed(known, points, known[:0]).shape == (0, 2)


@FEW
@given(st.integers(1, 60), st.integers(0, 20), st.integers(1, 9), st.integers(0, 99))
def test_the_nearest_rows(many: int, asking: int, count: int, seed: int):
    known, asked = crowd(many, 6, seed), crowd(asking, 6, seed + 1)
    rows, cosines = nearest_rows(known, asked, count)
    assert rows.shape == cosines.shape == (asking, min(count, many))
    best = -np.sort(-(asked @ known.T), axis=1)[:, :count]
    assert np.allclose(cosines, best, atol=1e-6)
    assert np.allclose(cosines, np.take_along_axis(asked @ known.T, rows, axis=1), atol=1e-6)


def test_the_nearest_rows_of_many_are_nearly_all_found():
    vectors = styles(1500)
    exact, _ = nearest_rows(vectors, vectors, 10)
    quick, _ = nearest_rows(vectors, vectors, 10, exact=100)
    hits = [len(set(a) & set(b)) for a, b in zip(exact.tolist(), quick.tolist(), strict=True)]
    assert np.mean(hits) > 9


def test_faithfulness_of_what_is_perfect_and_of_what_is_random():
    flat = np.random.default_rng(0).random((200, 2)).astype(np.float32)
    on_a_sphere = np.column_stack([flat, np.full(200, 30, np.float32)])
    on_a_sphere /= np.linalg.norm(on_a_sphere, axis=1, keepdims=True)
    perfect = faithfulness(on_a_sphere, flat)
    assert min(perfect.trustworthiness, perfect.continuity) > 0.999
    chance = faithfulness(on_a_sphere, flat[::-1])
    assert 0.4 < chance.trustworthiness < 0.6
    assert 0.4 < chance.continuity < 0.6


def test_many_rows_that_are_nearly_the_same_take_little_memory():
    vectors = np.repeat(crowd(1, 2), 30_000, axis=0)
    asked = vectors[:1100]
    tracemalloc.start()
    rows, _ = nearest_rows(vectors, asked, 3)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rows.shape == (1100, 3)
    assert peak < 160e6
