"""Numbers as answers tell them."""

from hypothesis import given
from hypothesis import strategies as st

from musicsim.entrypoints.schemas.rounding import four


@given(st.floats(-1000, 1000))
def test_four_places_are_left_of_a_number(value: float) -> None:
    assert abs(four(value) - value) <= 0.5e-4 + 1e-9
    assert four(value) == round(four(value), 4)


def test_rounding_as_usual() -> None:
    assert [four(one) for one in (0.0, 0.12344, 0.12346, -0.99996, 1 / 3)] == [0.0, 0.1234, 0.1235, -1.0, 0.3333]
