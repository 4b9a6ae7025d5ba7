"""Facets: what each hears, and what weights do."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.facets import BALANCED, Facet, FacetWeights
from musicsim.domain.rules.facets import MOOD_TAGS, all_shares, facet_likenesses, weighed
from musicsim.domain.rules.tag_scales import usual_scale
from musicsim.domain.rules.timbre import mood_axes, timbre_cosines
from musicsim.domain.rules.traits import traits_of
from tests.support.examples import FEW
from tests.support.heard import a_track, heard
from tests.support.vectors import crowd

SCALE = usual_scale()
RHYTHM, HARMONY, MOOD = 1, 2, 3
DIMENSION = 12

cosines = st.floats(-1, 1)
crowds = st.lists(st.tuples(heard, cosines), min_size=1, max_size=8)
sliders = st.sampled_from([0.0, 0.5, 1.0, 3.0, 100.0]) | st.floats(0, 100)
weights = (
    st.tuples(sliders, sliders, sliders, sliders)
    .filter(any)
    .map(lambda w: FacetWeights(timbre=w[0], rhythm=w[1], harmony=w[2], mood=w[3]))
)


def likenesses(seed: Analysis, crowd: Sequence[tuple[Analysis, float]]) -> np.ndarray:
    others = traits_of([one for one, _ in crowd], SCALE)
    return facet_likenesses(traits_of([seed], SCALE), others, np.array([cosine for _, cosine in crowd]))


def cosines_of(crowd: Sequence[tuple[Analysis, float]]) -> np.ndarray:
    return np.array([cosine for _, cosine in crowd])


@FEW
@given(heard, crowds, st.floats(0.01, 100))
def test_equal_weights_are_the_default_ranking(seed: Analysis, crowd: list[tuple[Analysis, float]], each: float):
    found = likenesses(seed, crowd)
    equal = FacetWeights(timbre=each, rhythm=each, harmony=each, mood=each)
    assert weighed(cosines_of(crowd), found, equal).tolist() == cosines_of(crowd).tolist()
    by_cosine = sorted(range(len(crowd)), key=lambda row: -crowd[row][1])
    assert np.argsort(-weighed(cosines_of(crowd), found, equal), kind="stable").tolist() == by_cosine


@FEW
@given(heard, crowds, weights, st.sampled_from(Facet), st.data())
def test_a_weight_of_zero_ignores_a_facet(
    seed: Analysis, crowd: list[tuple[Analysis, float]], given_weights: FacetWeights, facet: Facet, data: st.DataObject
):
    without = _with(given_weights, facet, 0.0)
    other = data.draw(st.lists(heard, min_size=len(crowd), max_size=len(crowd)))
    changed = [
        (_as_heard(one, new, facet), -cosine if facet is Facet.TIMBRE else cosine)
        for (one, cosine), new in zip(crowd, other, strict=True)
    ]
    before, after = likenesses(seed, crowd), likenesses(seed, changed)
    there, here = weighed(cosines_of(crowd), before, without), weighed(cosines_of(changed), after, without)
    assert there.tolist() == here.tolist()


def _with(given_weights: FacetWeights, facet: Facet, weight: float) -> FacetWeights:
    values = dict(zip(Facet, given_weights.values, strict=True)) | {facet: weight}
    if not any(values.values()):
        values = dict.fromkeys(Facet, 1.0) | {facet: weight}
    return FacetWeights(**values)


def _as_heard(one: Analysis, other: Analysis, facet: Facet) -> Analysis:
    """`one` with all that the facet hears of it as in `other`."""
    if facet is Facet.RHYTHM:
        return replace(one, tempo=other.tempo)
    if facet is Facet.HARMONY:
        return replace(one, key=other.key)
    return replace(one, tags=other.tags, loudness=other.loudness) if facet is Facet.MOOD else one


@FEW
@given(heard, crowds, weights, st.sampled_from([0.5, 2.0, 0.125]))
def test_only_proportions_count(seed, crowd, given_weights: FacetWeights, factor: float):
    values = [one for one in given_weights.values if one]
    if max(values) * factor > 100 or min(values) < 1e-300:  # where a factor leaves nothing
        return
    scaled = FacetWeights(**{facet: getattr(given_weights, facet) * factor for facet in Facet})
    found = likenesses(seed, crowd)
    whole = cosines_of(crowd)
    assert np.allclose(weighed(whole, found, given_weights), weighed(whole, found, scaled))


@FEW
@given(heard, heard, cosines)
def test_likeness_is_symmetric_and_bounded(one: Analysis, other: Analysis, cosine: float):
    there, back = likenesses(one, [(other, cosine)]), likenesses(other, [(one, cosine)])
    assert np.allclose(there, back)
    assert (np.abs(there) <= 1 + 1e-9).all()


@FEW
@given(heard, heard, cosines)
def test_what_is_unknown_speaks_neither_for_nor_against(one: Analysis, other: Analysis, cosine: float):
    unknown = replace(other, tempo=None, key=None, loudness=None, tags=None)
    assert likenesses(one, [(unknown, cosine)])[0, 1:].tolist() == [0.0, 0.0, 0.0]


@FEW
@given(heard, heard, cosines, weights)
def test_more_weight_draws_nearer_to_what_the_facet_says(one, other, cosine: float, given_weights: FacetWeights):
    """Between two that differ in rhythm alone, the one whose rhythm is nearer wins as soon as rhythm counts more."""
    near = replace(other, tempo=one.tempo)
    found = likenesses(one, [(other, cosine), (near, cosine)])
    if found[1, RHYTHM] > found[0, RHYTHM] and given_weights.rhythm > min(given_weights.values):
        scores = weighed(np.array([cosine, cosine]), found, given_weights)
        assert scores[1] >= scores[0]


@FEW
@given(heard, heard, cosines, weights)
def test_shares_sum_to_one(one: Analysis, other: Analysis, cosine: float, given_weights: FacetWeights):
    [told] = all_shares(likenesses(one, [(other, cosine)]), given_weights).tolist()
    assert sum(told) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in told)
    assert all(share == 0 for share, weight in zip(told, given_weights.values, strict=True) if weight == 0)


@FEW
@given(heard, crowds, weights)
def test_shares_of_several_are_those_of_each(one: Analysis, others, given_weights: FacetWeights):
    found = likenesses(one, others)
    each = [all_shares(row[None, :], given_weights)[0] for row in found]
    assert np.allclose(all_shares(found, given_weights), each)


@FEW
@given(st.integers(0, 99), st.integers(0, 3))
def test_timbre_does_not_hear_mood(seed: int, moods: int):
    """However much of it there is: what lies along the axes has no effect."""
    directions = dict(zip(MOOD_TAGS, crowd(moods, DIMENSION, seed), strict=False))
    axes = mood_axes(directions, DIMENSION)
    assert axes.shape == (min(moods, 2), DIMENSION)
    assert np.allclose(axes @ axes.T, np.eye(len(axes)))
    vectors = crowd(6, DIMENSION, seed + 1)
    before = timbre_cosines(vectors[0], vectors, axes)
    moved = vectors + np.random.default_rng(seed).standard_normal((6, len(axes))) @ axes
    after = timbre_cosines(vectors[0], moved / np.linalg.norm(moved, axis=1, keepdims=True), axes)
    assert np.allclose(before, after, atol=1e-5)
    assert before[0] == pytest.approx(1)
    assert np.abs(before).max() <= 1 + 1e-9


def test_timbre_without_axes_is_the_cosine():
    vectors = crowd(5, DIMENSION)
    axes = mood_axes({"rock": vectors[0]}, DIMENSION)
    assert axes.shape == (0, DIMENSION)
    assert np.allclose(timbre_cosines(vectors[0], vectors, axes), vectors @ vectors[0], atol=1e-6)
    only_mood = mood_axes({"sad": vectors[0]}, DIMENSION)
    assert timbre_cosines(vectors[0], vectors, only_mood).tolist() == [0] * 5


def test_each_facet_hears_its_own():
    song = a_track(bpm=120, key="8A", sad=0.5, mellow=0.5)
    found = likenesses(
        song,
        [
            (song, 0.0),
            (a_track(bpm=121, key="2A", party=0.6, happy=0.5), 0.0),
            (a_track(bpm=170, key="8B", party=0.6, happy=0.5), 0.0),
            (a_track(bpm=170, key="2A", sad=0.4, mellow=0.6), 0.0),
        ],
    )
    assert found[:, RHYTHM].argsort()[-2:].tolist() == [1, 0]
    assert found[:, HARMONY].argsort()[-2:].tolist() == [2, 0]
    assert sorted(found[:, MOOD].argsort()[-2:].tolist()) == [0, 3]


def test_silence_has_a_mood_like_any_other():
    found = likenesses(a_track(loudness=-np.inf), [(a_track(loudness=-np.inf), 0.0), (a_track(loudness=-6), 0.0)])
    assert np.isfinite(found).all()
    assert found[0, MOOD] > found[1, MOOD]


@pytest.mark.parametrize("wrong", [-1, np.nan, np.inf, 101])
def test_weights_that_mean_nothing_are_refused(wrong: float):
    with pytest.raises(Invalid) as refused:
        FacetWeights(mood=wrong)
    assert refused.value.field == "mood"


def test_nothing_at_all_cannot_be_compared():
    with pytest.raises(Invalid) as refused:
        FacetWeights(timbre=0, rhythm=0, harmony=0, mood=0)
    assert refused.value.field == "facets"


def test_balance_is_told():
    assert BALANCED.balanced
    assert not FacetWeights(mood=0.9).balanced
