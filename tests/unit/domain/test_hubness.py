"""Hubs: found, and held back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.facets import FacetWeights
from musicsim.domain.model.similarity import Candidate, RankingOptions, Sound
from musicsim.domain.rules.hubness import NEIGHBOURS, hub_number, standings, whole_share
from musicsim.domain.rules.ranking import rank
from musicsim.domain.rules.rule_effects import skewness

NOWHERE = Sound(vector=np.ones(1, np.float32))
scores = st.floats(-1, 1, allow_subnormal=False)
hubs = st.none() | st.floats(-1, 1, allow_subnormal=False)
candidates = st.lists(st.tuples(scores, hubs), max_size=12).map(
    lambda told: [Candidate(str(n), score, "", "", NOWHERE, hub) for n, (score, hub) in enumerate(told)]
)


def test_the_number_is_the_mean_cosine_to_the_nearest_that_are_no_copies() -> None:
    assert hub_number([0.999, 0.5, 0.3, 0.996]) == pytest.approx(0.4)
    assert hub_number([0.5] * NEIGHBOURS + [0.1] * 5) == pytest.approx(0.5)
    assert hub_number([]) == 0.0


@given(candidates, st.floats(0, 1))
def test_what_has_no_number_stays_and_the_others_move_about_their_mean(found: list[Candidate], share: float) -> None:
    moved = standings(found, share) - [one.score for one in found]
    known = np.array([one.hub is not None for one in found], np.bool_)
    assert not moved[~known].any()
    assert moved[known].sum() == pytest.approx(0, abs=1e-9)
    if share == 0:
        assert not moved.any()


@given(candidates, st.floats(-1, 1))
def test_only_differences_between_numbers_matter(found: list[Candidate], offset: float) -> None:
    shifted = [Candidate(*_fields(one), None if one.hub is None else one.hub + offset) for one in found]
    np.testing.assert_allclose(standings(shifted), standings(found), atol=1e-9)


def _fields(one: Candidate) -> tuple[str, float, str, str, Sound]:
    return one.id, one.score, one.artist, one.album, one.sound


def test_damping_is_as_much_as_the_whole_sound_decides() -> None:
    assert whole_share(FacetWeights(timbre=3, rhythm=3, harmony=3, mood=3)) == 1
    assert whole_share(FacetWeights(rhythm=0)) == 0
    assert whole_share(FacetWeights(mood=5)) == 0.5


def test_a_hub_stands_behind_what_is_near_to_this_alone() -> None:
    hub = Candidate("hub", 0.80, "", "", NOWHERE, 0.9)
    own = Candidate("own", 0.75, "", "", NOWHERE, 0.5)
    options = RankingOptions(group_copies=False)
    assert [one.candidate.id for one in rank([hub, own], options)] == ["own", "hub"]
    plain = RankingOptions(group_copies=False, damp_hubs=0.0)
    assert [one.candidate.id for one in rank([hub, own], plain)] == ["hub", "own"]


def test_in_a_crowd_nothing_is_left_out_any_more() -> None:
    """1,000 points of twenty kinds in 60 dimensions: of whom are others the nearest, and how often?"""
    rng = np.random.default_rng(1)
    points = rng.standard_normal((20, 60))[rng.integers(0, 20, 1000)] + 1.6 * rng.standard_normal((1000, 60)) + 0.5
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    cosines = points @ points.T
    np.fill_diagonal(cosines, -1)
    numbers = np.array([hub_number(np.sort(row)[-30:].tolist()) for row in cosines])
    plain, damped = (
        np.bincount(np.argsort(-some)[:, :10].ravel(), minlength=1000) for some in (cosines, cosines - numbers / 2)
    )
    assert skewness(damped) < 0.7 * skewness(plain)
    assert (damped == 0).sum() < (plain == 0).sum()
    assert skewness(np.full(5, 3)) == 0
