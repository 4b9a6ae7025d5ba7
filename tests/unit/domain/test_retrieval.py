"""Measures of retrieval quality."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.rules.pairs import closed, groups_of
from musicsim.domain.rules.retrieval import measure, summarise


def _measure(scores: list[float], right: list[bool], eligible: list[bool] | None = None) -> tuple:
    block = np.array([scores], dtype=np.float32)
    counts = np.array([eligible or [True] * len(scores)])
    return summarise(measure(block, np.array([right]), counts, (1, 3)), (1, 3))


def test_the_textbook_example() -> None:
    """Right ones at ranks 1, 3 and 4: average precision is (1/1 + 2/3 + 3/4) / 3."""
    found = _measure([0.9, 0.8, 0.7, 0.6, 0.5], [True, False, True, True, False])
    assert found.precision == {1: 1.0, 3: pytest.approx(2 / 3)}
    assert found.mean_average_precision == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)


def test_who_is_not_eligible_takes_no_rank() -> None:
    found = _measure([0.9, 0.8, 0.7], [True, False, True], [False, False, True])
    assert found.mean_average_precision == 1.0


def test_a_query_without_a_right_answer_does_not_count() -> None:
    assert _measure([0.9, 0.8], [False, True], [True, False]).queries == 0


@given(st.lists(st.tuples(st.floats(-1, 1, width=32), st.booleans()), min_size=1, max_size=20))
def test_measures_lie_between_nought_and_one_and_a_perfect_order_reaches_it(rows: list[tuple[float, bool]]) -> None:
    right = [good for _, good in rows]
    found = _measure([score for score, _ in rows], right)
    assert 0.0 <= found.mean_average_precision <= 1.0
    perfect = _measure([1.0 if good else 0.0 for good in right], right)
    assert perfect.mean_average_precision == (1.0 if any(right) else 0.0)


def test_sameness_follows_through() -> None:
    assert groups_of([("a", "b"), ("c", "d"), ("b", "e")]) == [frozenset("abe"), frozenset("cd")]
    assert closed([("b", "a"), ("b", "c")]) == {("a", "b"), ("a", "c"), ("b", "c")}
