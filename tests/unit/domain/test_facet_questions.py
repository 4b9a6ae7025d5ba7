"""What is asked for facets stays within what people allow."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.analysis import Analysis, KeyEstimate, Tempo
from musicsim.domain.model.facets import BALANCED, FacetWeights
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.seeds import Around, Example
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Attributes, Filter
from musicsim.domain.rules.bearings import usual_bearings
from musicsim.domain.rules.facet_questions import facet_questions
from musicsim.domain.rules.word_questions import word_questions
from musicsim.domain.rules.words import understand
from tests.support.examples import FEW
from tests.support.heard import bpms, heard, keys

AXES = np.eye(2, 6)
VECTOR = np.full(6, 6**-0.5, np.float32)

EXAMPLE = Example(
    None,
    VECTOR,
    Analysis(
        duration=200.0,
        tempo=Tempo(120.0, 0.9, "tempo@1"),
        key=KeyEstimate(MusicalKey(9, Mode.MINOR), 0.8, "key@1"),
    ),
)

spans = st.none() | st.tuples(bpms, bpms).map(lambda two: Span(min(two), max(two)))
codes = st.frozensets(keys.map(lambda key: key.camelot), max_size=3)
wheres = st.builds(Filter, bpm=spans, keys=codes)
tracks = st.builds(Attributes, bpm=bpms, key=keys.map(lambda key: key.camelot))
sliders = st.sampled_from([0.0, 1.0, 2.0])
some_weights = st.builds(FacetWeights, timbre=st.just(0.5), rhythm=sliders, harmony=sliders, mood=sliders)
texts = st.lists(st.sampled_from(["slow", "not", "fast", "90 bpm", "major", "8A", "sad", "without", "voice", ","])).map(
    " ".join
)


@FEW
@given(st.lists(heard, max_size=3), some_weights, wheres, tracks)
def test_no_question_admits_more_than_was_allowed(
    examples: list, weights: FacetWeights, where: Filter, track: Attributes
) -> None:
    around = Around(vector=VECTOR, examples=[Example(None, VECTOR, one) for one in examples])
    questions = facet_questions(around, weights, AXES, where)
    assert questions[0][1] == where
    for vector, asked in questions:
        assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5)
        assert where.admits("x", track) or not asked.admits("x", track)


@FEW
@given(texts, wheres, tracks)
def test_no_word_does_either(text: str, where: Filter, track: Attributes) -> None:
    for vector, asked in word_questions(understand(f"{text} calm"), usual_bearings(6), where):
        assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5)
        assert where.admits("x", track) or not asked.admits("x", track)


def test_equal_weights_ask_one_thing() -> None:
    assert len(facet_questions(Around(vector=VECTOR), BALANCED, AXES, Filter())) == 1


def test_timbre_alone_is_looked_for_beside_the_moods() -> None:
    weights = FacetWeights(timbre=1, rhythm=0, harmony=0, mood=0)
    ((vector, _),) = facet_questions(Around(vector=VECTOR, examples=[EXAMPLE]), weights, AXES, Filter())
    assert np.allclose(vector @ AXES.T, 0, atol=1e-6)


def test_moods_are_looked_for_along_their_axes() -> None:
    weights = FacetWeights(timbre=0, rhythm=0, harmony=0, mood=1)
    ((vector, _),) = facet_questions(Around(vector=VECTOR, examples=[EXAMPLE]), weights, AXES, Filter())
    assert np.linalg.norm(vector @ AXES.T) > np.linalg.norm(VECTOR @ AXES.T) + 0.1


def test_tempo_and_key_together_are_looked_for_at_once() -> None:
    weights = FacetWeights(timbre=0, rhythm=1, harmony=1, mood=0)
    (_, narrowed) = facet_questions(Around(vector=VECTOR, examples=[EXAMPLE]), weights, AXES, Filter())
    assert narrowed[1].bpm is not None
    assert "8A" in narrowed[1].keys


def test_a_tempo_that_is_not_allowed_leaves_the_key_to_be_asked_for() -> None:
    weights = FacetWeights(timbre=0, rhythm=1, harmony=1, mood=0)
    slow = Filter(bpm=Span(40, 60))
    (_, narrowed) = facet_questions(Around(vector=VECTOR, examples=[EXAMPLE]), weights, AXES, slow)
    assert narrowed[1].bpm == slow.bpm
    assert "8A" in narrowed[1].keys


def test_moods_without_axes_are_looked_for_by_the_whole_sound() -> None:
    weights = FacetWeights(timbre=0, rhythm=0, harmony=0, mood=1)
    around = Around(vector=VECTOR, examples=[EXAMPLE])
    ((vector, _),) = facet_questions(around, weights, np.zeros((0, 6)), Filter())
    assert np.allclose(vector, VECTOR)
