"""Unit vectors and their cosines."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from musicsim.domain.errors import Invalid
from musicsim.domain.model.vectors import Space, VectorEntry
from musicsim.domain.rules.unit_vectors import checked, cosines, stacked, unit, unit_rows

rows = hnp.arrays(np.float32, st.tuples(st.integers(1, 40), st.integers(1, 30)), elements=st.floats(-1, 1, width=32))


@given(rows)
def test_every_row_gets_length_one(matrix):
    matrix[:, 0] += 2
    np.testing.assert_allclose(np.linalg.norm(unit_rows(matrix), axis=1), 1, atol=1e-6)


@given(rows)
def test_vectors_are_put_under_one_another(matrix):
    assert np.array_equal(stacked(list(matrix)), np.stack(list(matrix)))
    assert stacked(list(matrix)).dtype == np.float32


@pytest.mark.parametrize("scale", [1e-38, 1.0, 1e38])
def test_no_length_is_too_small_or_too_great(scale):
    vector = np.array([3 * scale, -2 * scale], np.float32)
    np.testing.assert_allclose(unit(vector, Space("s", 2)), np.array([3, -2]) / np.sqrt(13), rtol=1e-6)


@given(rows, st.data())
def test_a_cosine_does_not_depend_on_where_the_row_stands(matrix, data):
    vectors = unit_rows(matrix + np.float32(0.001) + (matrix == 0))
    query = vectors[data.draw(st.integers(0, len(vectors) - 1))]
    together = cosines(vectors, query)
    assert together.tolist() == [cosines(row[np.newaxis], query)[0] for row in vectors]
    assert np.abs(together).max() <= 1


def test_no_rows_have_no_cosines():
    assert cosines(np.zeros((0, 3), np.float32), np.ones(3, np.float32)).shape == (0,)


def test_an_earlier_entry_of_an_id_must_be_right_too():
    space = Space("s", 2)
    wrong, right = VectorEntry("a", np.ones(3, np.float32)), VectorEntry("a", np.ones(2, np.float32))
    with pytest.raises(Invalid) as caught:
        checked(space, [wrong, right])
    assert caught.value.field == "vector"
