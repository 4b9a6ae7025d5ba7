"""Why a track is an answer, and how usual its tags are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.explanation import Explanation
from musicsim.domain.model.facets import BALANCED, FacetWeights
from musicsim.domain.model.outline import TAGS
from musicsim.domain.model.relations import KeyKind, TempoKind
from musicsim.domain.model.tag_scale import TagScale
from musicsim.domain.rules.explanation import MOST_TAGS, explain
from musicsim.domain.rules.outlines import outlined
from musicsim.domain.rules.outlines import probabilities as outline_probabilities
from musicsim.domain.rules.tag_scales import usual_scale
from musicsim.domain.rules.traits import traits_from, traits_of
from tests.support.examples import FEW
from tests.support.heard import a_track, heard
from tests.support.scales import scale_of

SCALE = usual_scale()


def why(seed: Analysis, hit: Analysis, timbre: float, weights: FacetWeights = BALANCED) -> Explanation:
    [told] = explain(seed, outlined([hit]), np.array([timbre]), SCALE, weights)
    return told


def shared(seed: Analysis, hit: Analysis, scale: TagScale = SCALE) -> list[str]:
    [told] = explain(seed, outlined([hit]), np.zeros(1), scale)
    return [tag.name for tag in told.tags]


def test_an_answer_says_why():
    seed = a_track(bpm=80, key="8B", jazz=0.4, mellow=0.3, rock=0.02)
    hit = a_track(bpm=161, key="8A", jazz=0.6, mellow=0.2, rock=0.6)
    told = why(seed, hit, 0.8)
    assert [tag.name for tag in told.tags] == ["jazz", "mellow"]
    assert [(tag.seed, tag.hit) for tag in told.tags] == [
        pytest.approx((0.4, 0.6), abs=2e-4),
        pytest.approx((0.3, 0.2), abs=2e-4),
    ]
    assert told.tempo is not None
    assert (told.tempo.kind, round(told.tempo.change, 4)) == (TempoKind.DOUBLE, 0.0063)
    assert told.key is not None
    assert told.key.kind is KeyKind.RELATIVE
    assert sum(told.shares) == pytest.approx(1)


@FEW
@given(heard, heard, st.floats(-1, 1))
def test_whatever_was_heard_can_be_explained(seed: Analysis, hit: Analysis, cosine: float):
    told = why(seed, hit, cosine)
    assert sum(told.shares) == pytest.approx(1)
    assert len(told.tags) <= MOST_TAGS
    assert (told.tempo is None) == (seed.tempo is None or hit.tempo is None)
    assert (told.key is None) == (seed.key is None or hit.key is None)
    assert set(shared(hit, seed)) == set(shared(seed, hit))


@FEW
@given(heard, st.lists(heard, min_size=1, max_size=6))
def test_several_are_explained_as_each_is(seed: Analysis, hits: list[Analysis]):
    timbres = np.linspace(-1, 1, len(hits))
    for hit, timbre, told in zip(hits, timbres.tolist(), explain(seed, outlined(hits), timbres, SCALE), strict=True):
        alone = why(seed, hit, timbre)
        assert (told.tags, told.tempo, told.key) == (alone.tags, alone.tempo, alone.key)
        assert told.shares == pytest.approx(alone.shares)
        assert told.likeness == pytest.approx(alone.likeness)


@FEW
@given(heard, heard)
def test_shared_tags_are_the_most_unusual_in_both(seed: Analysis, hit: Analysis):
    """As told tag by tag, to what outlines are rounded to."""
    probabilities = [one.tags.probabilities if one.tags else {} for one in (seed, hit)]
    rows = outlined([seed, hit])
    least = dict(zip(SCALE.names, traits_from(rows, SCALE).tags.min(axis=0).tolist(), strict=True))
    likely = outline_probabilities(rows, SCALE.names)
    for told, exact in zip(likely.tolist(), probabilities, strict=True):
        assert told == pytest.approx([min(max(exact.get(name, 0.0), 1e-4), 1) for name in SCALE.names], abs=2e-4)
    audible = dict(zip(SCALE.names, likely.min(axis=0).tolist(), strict=True))
    noteworthy = [name for name, score in least.items() if score >= 0.5 and audible[name] >= 0.02]
    assert shared(seed, hit) == sorted(noteworthy, key=lambda name: -least[name])[:MOST_TAGS]


def test_what_does_not_count_has_no_share():
    told = why(a_track(), a_track(), 0.9, FacetWeights(timbre=0))
    assert told.shares.timbre == 0
    assert told.likeness.timbre == 0.9


def test_silence_shares_nothing():
    told = why(Analysis(duration=3.0), a_track(), 0.0)
    assert (told.tags, told.tempo, told.key) == ([], None, None)


def test_a_tag_counts_by_how_unusual_it_is():
    """Where everything is electronic, that two tracks are says nothing of them."""
    library = [a_track(electronic=0.3 + 0.01 * (number % 7)).tags.probabilities for number in range(200)]
    one = a_track(electronic=0.33, jazz=0.2)
    assert shared(one, one, scale_of(library)) == ["jazz"]
    assert set(shared(one, one)) == {"jazz", "electronic"}


@pytest.mark.parametrize("size", [0, 1, 2, 500])
def test_libraries_of_any_size_have_a_scale(size: int):
    rng = np.random.default_rng(size)
    library = [dict(zip(TAGS, rng.beta(0.5, 5, len(TAGS)).tolist(), strict=True)) for _ in range(size)]
    scale = scale_of(library)
    assert np.isfinite(scale.middle).all()
    assert (scale.spread > 0).all()


def test_a_large_library_is_its_own_scale():
    rng = np.random.default_rng(1)
    library = [a_track(rock=float(p)).tags.probabilities for p in rng.beta(2, 3, 5000)]
    told = traits_of(
        [replace(a_track(), tags=replace(a_track().tags, probabilities=one)) for one in library[:2000]],
        scale_of(library),
    )
    assert abs(told.tags[:, TAGS.index("rock")].mean()) < 0.05
    assert abs(told.tags[:, TAGS.index("rock")].std() - 1) < 0.1


def test_tags_that_a_model_does_not_know_are_as_usual():
    unknowing = Analysis(duration=9.0, tags=replace(a_track().tags, probabilities={"rock": 0.9}))
    scores = traits_of([unknowing], SCALE).tags[0]
    assert scores[TAGS.index("rock")] > 1
    assert np.count_nonzero(scores) == 1
