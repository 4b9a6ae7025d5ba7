"""Pages of a list that is at hand: what every database is compared with."""

from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.domain.rules.cursors import SortValue, decode_cursor
from musicsim.domain.rules.listing import shuffled
from musicsim.domain.rules.paging import page_of
from tests.support.samples import track_id

VALUES: dict[type, st.SearchStrategy] = {
    str: st.text("aé\n", max_size=2),
    int: st.integers(-2, 2),
    float: st.floats(allow_nan=False),
}


@settings(max_examples=100)
@given(st.data(), st.sampled_from(list(VALUES)), st.integers(1, 4), st.booleans())
def test_whatever_comes_and_goes_who_stays_is_met_once_and_in_order(
    data: st.DataObject, kind: type, limit: int, reverse: bool
):
    values = st.none() | VALUES[kind]
    there: dict[str, SortValue] = data.draw(st.dictionaries(st.sampled_from("abcdefghij"), values))
    staying, seen, cursor = set(there), [], None
    for _ in range(100):
        after = decode_cursor(cursor, "list", kind, unknown=True) if cursor is not None else None
        placed = [(value, id_, (value, id_)) for id_, value in there.items()]
        page = page_of(placed, "list", after, limit, reverse=reverse)
        seen += page.items
        if (cursor := page.next) is None:
            break
        assert len(page.items) == limit
        if data.draw(st.booleans()):
            there[data.draw(st.sampled_from("klmnopq"))] = data.draw(values)
        gone = data.draw(st.sampled_from("abcdefghijklmnopq"))
        there.pop(gone, None)
        staying.discard(gone)
    assert cursor is None
    met = [id_ for _, id_ in seen if id_ in staying]
    assert sorted(met) == sorted(staying)
    known = [item for item in seen if item[0] is not None and item[1] in staying]
    assert known == sorted(known, reverse=reverse)
    assert [item[0] is None for item in seen] == sorted(item[0] is None for item in seen)


def test_the_shuffled_order_is_even_and_of_its_own():
    places = [shuffled(track_id(n)) for n in range(4000)]
    assert all(0 <= place < 2**63 for place in places)
    assert len(set(places)) == 4000
    assert 900 < sum(place < 2**61 for place in places) < 1100
    assert sorted(places) != places
