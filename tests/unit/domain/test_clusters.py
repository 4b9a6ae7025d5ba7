"""Clusters, their names, and how alike albums are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.rules.cluster_names import artist_counts, cluster_names, tag_masses, tag_weights
from musicsim.domain.rules.clustering import MOST_CLUSTERS, clustered, usual_count
from musicsim.domain.rules.set_distance import MOST_MEMBERS, set_distances
from tests.support.examples import FEW
from tests.support.vectors import at, crowd

DIMENSION = 8

sets = st.builds(crowd, st.integers(1, 12), st.just(DIMENSION), st.integers(0, 99))


def corners_of(count: int, size: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Rows in corners far apart, shuffled, and each one's corner."""
    rng = np.random.default_rng(seed)
    corner = rng.permutation(np.repeat(np.arange(count), size))
    vectors = np.eye(count, DIMENSION)[corner] + 0.05 * rng.standard_normal((count * size, DIMENSION))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), corner


@FEW
@given(st.integers(0, 60), st.integers(1, 9), st.integers(0, 99))
def test_clusters_are_a_partition(size: int, count: int, seed: int):
    vectors = crowd(size, DIMENSION, seed)
    found = clustered(vectors, count)
    assert found.labels.shape == (size,)
    assert len(found.centres) <= count
    sizes = np.bincount(found.labels, minlength=len(found.centres)).tolist()
    assert 0 not in sizes
    assert sizes == sorted(sizes, reverse=True)
    if size:
        assert np.array_equal((vectors @ found.centres.T).argmax(axis=1), found.labels)
        assert np.allclose(np.linalg.norm(found.centres, axis=1), 1, atol=1e-5)


@FEW
@given(st.integers(0, 99))
def test_the_same_library_has_the_same_clusters(seed: int):
    vectors = crowd(40, DIMENSION, seed)
    one, other = clustered(vectors, 5), clustered(vectors.copy(), 5)
    assert np.array_equal(one.labels, other.labels)
    assert np.array_equal(one.centres, other.centres)


@pytest.mark.parametrize("whole", [20_000, 50])
def test_what_is_apart_is_told_apart(whole: int):
    """Also by samples, as in libraries too large to be looked at as a whole."""
    vectors, corner = corners_of(5, 40)
    found = clustered(vectors, 5, whole)
    assert len({(a, b) for a, b in zip(found.labels.tolist(), corner.tolist(), strict=True)}) == 5


def test_copies_of_one_track_are_one_cluster():
    assert len(clustered(np.repeat(at(10)[None], 9, axis=0), 4).centres) == 1


def test_how_many():
    assert [usual_count(tracks) for tracks in (0, 1, 88, 5000, 10**6)] == [1, 1, 7, 50, MOST_CLUSTERS]


def test_names_tell_what_is_particular():
    """Everything is electronic here: that names nobody."""
    labels = np.repeat([0, 1], 10)
    jazz, folk = np.where(labels == 0, 0.3, 0.01), np.where(labels == 1, 0.2, 0.01)
    masses = tag_masses(labels, 2, np.column_stack([np.full(20, 0.5), jazz, folk]))
    artists = artist_counts(labels, 2, ["", *["Anna"] * 9, *["Bela"] * 10])
    one, other = cluster_names(masses, ["electronic", "jazz", "folk"], artists)
    assert (one.tags[0], one.artists) == ("jazz", ("Anna",))
    assert (other.tags[0], other.artists) == ("folk", ("Bela",))


def test_clusters_of_what_nobody_tagged_have_no_name():
    labels = np.arange(6) % 2
    names = cluster_names(tag_masses(labels, 2, np.zeros((6, 2))), ["x", "y"], artist_counts(labels, 2, [""] * 6))
    assert [(name.tags, name.artists) for name in names] == [((), ()), ((), ())]
    assert cluster_names(np.zeros((0, 2)), ["x", "y"], []) == []


@FEW
@given(st.integers(0, 99))
def test_weights_of_tags_are_finite(seed: int):
    rng = np.random.default_rng(seed)
    weights = tag_weights(tag_masses(np.arange(9) % 3, 3, rng.random((9, 4)) * rng.integers(0, 2, 4)))
    assert np.isfinite(weights).all()
    assert (weights >= 0).all()


@FEW
@given(sets, sets, sets)
def test_the_distance_of_sets_is_one(one: np.ndarray, other: np.ndarray, third: np.ndarray):
    to_other, to_third, to_self = set_distances(one, [other, third, one])
    assert to_self == pytest.approx(0, abs=1e-5)
    assert 0 <= to_other <= 2
    assert to_other == pytest.approx(set_distances(other, [one])[0], abs=1e-6)
    assert to_other <= to_third + set_distances(third, [other])[0] + 1e-6


@FEW
@given(sets)
def test_the_order_within_sets_changes_nothing(one: np.ndarray):
    assert set_distances(one, [one[::-1]])[0] == pytest.approx(0, abs=1e-5)


def test_more_than_means_are_compared():
    """All have the same mean direction; the one with both kinds of songs is told from the one with a single kind."""
    both, as_well, medium = np.stack([at(0), at(90)] * 5), np.stack([at(2), at(88)] * 5), np.stack([at(45)] * 10)
    alike, unlike = set_distances(both, [as_well, medium])
    assert alike < 0.25 * unlike


def test_no_sets_and_large_ones():
    assert set_distances(crowd(3, DIMENSION), []).tolist() == []
    large = crowd(10 * MOST_MEMBERS, DIMENSION)
    assert set_distances(large, [large])[0] == pytest.approx(0, abs=1e-5)
