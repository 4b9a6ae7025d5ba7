"""Outlines say of many analyses what facets compare, nearly as precisely."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.outline import OUTLINE, TAGS
from musicsim.domain.rules.outlines import known_odds, outlined
from musicsim.domain.rules.tag_scales import log_odds, scale_of_odds, usual_scale
from musicsim.domain.rules.traits import traits_from, traits_of
from tests.support.heard import heard
from tests.support.scales import scale_of

some = st.lists(heard, max_size=5)


@given(some)
def test_traits_from_outlines_are_those_from_analyses(analyses: list[Analysis]) -> None:
    scale = usual_scale((*TAGS, "unheard of"))
    exact, near = traits_of(analyses, scale), traits_from(outlined(analyses), scale)
    assert near.names == exact.names
    assert np.array_equal(near.keys, exact.keys)
    assert np.allclose(near.bpm, exact.bpm, equal_nan=True)
    assert np.allclose(near.lufs, exact.lufs, equal_nan=True)
    assert np.allclose(near.tempo_confidence, exact.tempo_confidence)
    assert np.allclose(near.key_confidence, exact.key_confidence)
    assert np.allclose(near.tags, exact.tags, atol=0.01)


@given(some)
def test_a_scale_from_odds_is_that_from_probabilities(analyses: list[Analysis]) -> None:
    told = [one.tags.probabilities for one in analyses if one.tags]
    exact, near = scale_of(told), scale_of_odds(known_odds(outlined(analyses)))
    assert np.allclose(near.middle, exact.middle, atol=0.01)
    assert np.allclose(near.spread, exact.spread, atol=0.01)


def test_an_outline_of_nothing_known_says_so() -> None:
    [row] = outlined([Analysis(duration=3.0)])
    assert OUTLINE.itemsize == 117
    assert np.isnan(row["bpm"])
    assert np.isnan(row["lufs"])
    assert row["key"] == -1
    assert np.isnan(row["odds"]).all()
    assert log_odds(np.array([0.5]))[0] == 0
