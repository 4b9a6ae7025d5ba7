"""Why a track is an answer, and how usual its tags are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.explanation import SharedTag
from musicsim.domain.model.facets import Facet, FacetWeights
from musicsim.domain.model.outline import TAGS
from musicsim.domain.model.relations import KeyKind, TempoKind
from musicsim.domain.rules.explanation import MOST_TAGS, explain, explain_all, shared_tags
from musicsim.domain.rules.tag_scales import usual_scale
from musicsim.domain.rules.traits import traits_of
from tests.support.examples import FEW
from tests.support.heard import a_track, heard
from tests.support.scales import scale_of

SCALE = usual_scale()


def test_an_answer_says_why():
    seed = a_track(bpm=80, key="8B", jazz=0.4, mellow=0.3, rock=0.02)
    hit = a_track(bpm=161, key="8A", jazz=0.6, mellow=0.2, rock=0.6)
    why = explain(seed, hit, 0.8, SCALE)
    assert why.tags == [SharedTag("jazz", 0.4, 0.6), SharedTag("mellow", 0.3, 0.2)]
    assert why.tempo is not None
    assert (why.tempo.kind, round(why.tempo.change, 4)) == (TempoKind.DOUBLE, 0.0063)
    assert why.key is not None
    assert why.key.kind is KeyKind.RELATIVE
    assert sum(why.shares.values()) == pytest.approx(1)


@FEW
@given(heard, heard, st.floats(-1, 1))
def test_whatever_was_heard_can_be_explained(seed: Analysis, hit: Analysis, cosine: float):
    why = explain(seed, hit, cosine, SCALE)
    assert sum(why.shares.values()) == pytest.approx(1)
    assert len(why.tags) <= MOST_TAGS
    assert (why.tempo is None) == (seed.tempo is None or hit.tempo is None)
    assert (why.key is None) == (seed.key is None or hit.key is None)
    assert {tag.name for tag in shared_tags(hit, seed, SCALE)} == {tag.name for tag in why.tags}


@FEW
@given(heard, st.lists(heard, min_size=1, max_size=6))
def test_several_are_explained_as_each_is(seed: Analysis, hits: list[Analysis]):
    timbres = np.linspace(-1, 1, len(hits))
    together = explain_all(seed, hits, timbres, SCALE)
    for hit, timbre, told in zip(hits, timbres.tolist(), together, strict=True):
        alone = explain(seed, hit, timbre, SCALE)
        assert (told.tags, told.tempo, told.key) == (alone.tags, alone.tempo, alone.key)
        assert told.shares == pytest.approx(alone.shares)
        assert told.likeness.of == pytest.approx(alone.likeness.of)


@FEW
@given(heard, heard)
def test_shared_tags_are_the_most_unusual_in_both(seed: Analysis, hit: Analysis):
    """As told tag by tag."""
    here, there = (one.tags.probabilities if one.tags else {} for one in (seed, hit))
    least = dict(zip(SCALE.names, traits_of([seed, hit], SCALE).tags.min(axis=0).tolist(), strict=True))
    noteworthy = [name for name, score in least.items() if score >= 0.5 and min(here[name], there[name]) >= 0.02]
    best = sorted(noteworthy, key=lambda name: (-least[name], name))[:MOST_TAGS]
    assert shared_tags(seed, hit, SCALE) == [SharedTag(name, here[name], there[name]) for name in best]


def test_what_does_not_count_has_no_share():
    why = explain(a_track(), a_track(), 0.9, SCALE, FacetWeights(timbre=0))
    assert why.shares[Facet.TIMBRE] == 0
    assert why.likeness.of[Facet.TIMBRE] == 0.9


def test_silence_shares_nothing():
    why = explain(Analysis(duration=3.0), a_track(), 0.0, SCALE)
    assert (why.tags, why.tempo, why.key) == ([], None, None)


def test_a_tag_counts_by_how_unusual_it_is():
    """Where everything is electronic, that two tracks are says nothing of them."""
    library = [a_track(electronic=0.3 + 0.01 * (number % 7)).tags.probabilities for number in range(200)]
    one = a_track(electronic=0.33, jazz=0.2)
    assert [tag.name for tag in shared_tags(one, one, scale_of(library))] == ["jazz"]
    assert {tag.name for tag in shared_tags(one, one, SCALE)} == {"jazz", "electronic"}


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
