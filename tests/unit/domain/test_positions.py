"""Places that leave others where they are."""

from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.rules.positions import GAP, numbered

orders = st.lists(st.integers(0, 30), unique=True, max_size=20)
numbers = st.integers(-(2**62), 2**62) | st.integers(0, 40)


@given(orders, st.dictionaries(st.integers(0, 40), numbers))
def test_any_order_gets_ascending_numbers(order, before):
    after = numbered(order, before)
    assert list(after) == sorted(order, key=order.index) or set(after) == set(order)
    values = [after[item] for item in order]
    assert values == sorted(set(values))
    assert all(abs(value) < 2**63 for value in values)


@given(st.lists(st.integers(0, 30), unique=True, min_size=2, max_size=20), st.data())
def test_moving_one_changes_one_number(order, data):
    before = {item: (place + 1) * GAP for place, item in enumerate(order)}
    item = data.draw(st.sampled_from(order))
    rest = [each for each in order if each != item]
    place = data.draw(st.integers(0, len(rest)))
    after = numbered([*rest[:place], item, *rest[place:]], before)
    assert sum(after[each] != before[each] for each in order) <= 1


def test_without_room_all_are_numbered_anew():
    assert numbered(["a", "new", "b"], {"a": 5, "b": 6}) == {"a": GAP, "new": 2 * GAP, "b": 3 * GAP}
    assert numbered(["a", "new"], {"a": 2**62}) == {"a": GAP, "new": 2 * GAP}


def test_what_stays_keeps_its_number():
    assert numbered(["a", "b"], {"a": 1, "gone": 2, "b": 3}) == {"a": 1, "b": 3}
    assert numbered([], {"gone": 2}) == {}
