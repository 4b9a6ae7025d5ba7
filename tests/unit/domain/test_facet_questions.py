"""What is asked for facets stays within what people allow."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.facets import BALANCED, FacetWeights
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
    assert questions[0] == (VECTOR, where) or np.array_equal(questions[0][0], VECTOR)
    for vector, asked in questions:
        assert np.linalg.norm(vector) > 0
        assert where.admits("x", track) or not asked.admits("x", track)


@FEW
@given(texts, wheres, tracks)
def test_no_word_does_either(text: str, where: Filter, track: Attributes) -> None:
    for vector, asked in word_questions(understand(f"{text} calm"), usual_bearings(6), where):
        assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5)
        assert where.admits("x", track) or not asked.admits("x", track)


def test_equal_weights_ask_one_thing() -> None:
    assert len(facet_questions(Around(vector=VECTOR), BALANCED, AXES, Filter())) == 1
