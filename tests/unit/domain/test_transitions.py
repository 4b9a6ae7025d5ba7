"""What transitions cost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.transition import Parts, Trait, Weights
from musicsim.domain.rules.transitions import between, cost_matrix, trait_of
from tests.support.samples import SILENCE, a_vector, an_analysis

CODES = [f"{hour}{letter}" for hour in range(1, 13) for letter in "AB"]

traits = st.builds(
    Trait,
    vector=st.none() | st.integers(0, 50).map(a_vector),
    bpm=st.none() | st.floats(30, 300),
    key=st.just("") | st.sampled_from(CODES),
    lufs=st.none() | st.floats(-70, 0),
)
weights = st.builds(Weights, tempo=st.floats(0, 5), key=st.floats(0, 5), loudness=st.floats(0, 5), timbre=st.just(1.0))


def parts(one: Trait, other: Trait) -> Parts:
    return between([one, other], Weights())[0].parts


@pytest.mark.parametrize(
    ("bpm", "cost"),
    [(120, 0), (240, 0.2), (60, 0.2), (127.8, 0.4544), (130, 0.5774), (240 * 1.02, 0.3428), (160, 1), (480, 1)],
)
def test_tempo_by_octaves(bpm, cost):
    assert parts(Trait(bpm=120), Trait(bpm=bpm)).tempo == pytest.approx(cost, abs=1e-3)


@pytest.mark.parametrize(
    ("key", "cost"), [("8A", 0), ("9A", 0.25), ("7A", 0.25), ("8B", 0.25), ("9B", 0.5), ("10A", 0.5), ("2A", 1)]
)
def test_key_by_steps(key, cost):
    assert parts(Trait(key="8A"), Trait(key=key)).key == cost
    assert parts(Trait(key="12A"), Trait(key="1A")).key == 0.25


def test_loudness_and_timbre():
    assert parts(Trait(lufs=-14), Trait(lufs=-8)).loudness == 0.5
    assert parts(Trait(lufs=-40), Trait(lufs=-8)).loudness == 1
    one, other = np.array([1, 0], np.float32), np.array([0.6, 0.8], np.float32)
    assert parts(Trait(vector=one), Trait(vector=other)).timbre == pytest.approx(0.4)
    assert parts(Trait(vector=one), Trait(vector=-one)).timbre == 1


def test_what_is_not_known_is_half():
    unknown = Parts(tempo=0.5, key=0.5, loudness=0.5, timbre=0.5)
    assert parts(Trait(), Trait(bpm=120, key="8A", lufs=-10, vector=a_vector())) == unknown
    assert trait_of(None, None) == Trait()
    assert trait_of(SILENCE, None) == Trait()
    heard = trait_of(an_analysis(1), None)
    assert (heard.bpm, heard.key, heard.lufs) == (121, an_analysis(1).key.key.camelot, -14.25)


@given(st.lists(traits, max_size=8), weights)
def test_costs_are_symmetric_between_0_and_1_and_sums_of_their_parts(several, how):
    found = between(several, how)
    assert len(found) == max(0, len(several) - 1)
    shares = dict(zip(("tempo", "key", "loudness", "timbre"), how.shares, strict=True))
    for each in found:
        assert -1e-9 <= each.cost <= 1 + 1e-9
        assert each.cost == pytest.approx(sum(getattr(each.parts, name) * share for name, share in shares.items()))
    if several:
        matrix = cost_matrix(several, how)
        assert (matrix == matrix.T).all()
        for place, each in enumerate(found):
            assert matrix[place, place + 1] == pytest.approx(each.cost, abs=1e-6)


def test_weights_cannot_all_be_nothing():
    with pytest.raises(Invalid):
        Weights(tempo=0, key=0, loudness=0, timbre=0)
    for wrong in (-1, float("nan"), 1001):
        with pytest.raises(Invalid):
            Weights(tempo=wrong)
