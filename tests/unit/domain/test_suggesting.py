"""Which tracks go well with others, and why."""

from dataclasses import replace

import numpy as np
import pytest

from musicsim.domain.model.analysis import Tags
from musicsim.domain.model.suggestion import KeyRelation, TempoRelation
from musicsim.domain.rules.suggesting import affinities, key_relation, shared_tags, spread, tempo_relation
from tests.support.samples import an_analysis


def unit(*angles: float) -> np.ndarray:
    radians = np.radians(angles)
    return np.stack([np.cos(radians), np.sin(radians)], axis=1).astype(np.float32)


def test_the_spread_begins_in_the_middle_and_goes_far():
    vectors = unit(0, 40, 50, 60, 100)
    assert spread(vectors, 3) in ([2, 0, 4], [2, 4, 0])
    assert sorted(spread(vectors, 9)) == [0, 1, 2, 3, 4]
    assert spread(unit(10, 10, 10), 3) == [0]


def test_scores_are_means_of_the_nearest():
    scores, nearest, cosines = affinities(unit(0), unit(0, 90, 90, 90))
    assert scores[0] == pytest.approx(1 / 3, abs=1e-6)
    assert (nearest[0], cosines[0]) == (0, pytest.approx(1))
    assert affinities(unit(0), unit(60))[0][0] == pytest.approx(0.5, abs=1e-6)


def test_relations():
    assert tempo_relation(120, 124) is TempoRelation.SAME
    assert tempo_relation(240, 120) is TempoRelation.DOUBLE
    assert tempo_relation(61, 120) is TempoRelation.HALF
    assert tempo_relation(90, 120) is None
    assert tempo_relation(None, 120) is None
    assert key_relation("8A", "8A") is KeyRelation.SAME
    assert key_relation("8B", "8A") is KeyRelation.RELATIVE
    assert key_relation("12A", "1A") is KeyRelation.NEIGHBOUR
    assert key_relation("3A", "1A") is None
    assert key_relation("", "1A") is None


def test_tags_are_shared_when_likely_of_both():
    one = replace(an_analysis(1), tags=Tags({"rock": 0.9, "calm": 0.3, "sad": 0.1}, "m"))
    other = replace(an_analysis(2), tags=Tags({"rock": 0.2, "calm": 0.8, "sad": 0.9, "x": 1.0}, "m"))
    assert shared_tags(one, other) == ["calm", "rock"]
    assert shared_tags(one, None) == []
    assert shared_tags(replace(one, tags=None), other) == []
