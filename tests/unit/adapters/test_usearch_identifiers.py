"""Rows by their ids, as a layer of a moment sees them."""

from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.usearch.identifiers import GrowingIdentifiers, ListedIdentifiers
from tests.support.settings import PROPERTY

some_ids = st.lists(st.sampled_from(["", "a", "b", "c", "ü", "\udcff"]), max_size=12)


@PROPERTY
@given(before=some_ids, later=some_ids, wanted=some_ids)
def test_every_row_that_was_there_is_found_and_no_later_one(before: list[str], later: list[str], wanted: list[str]):
    growing = GrowingIdentifiers()
    growing.extend(before)
    listed = ListedIdentifiers(growing, len(growing))
    growing.extend(later)
    rows = listed.rows(wanted)
    assert sorted(rows.tolist()) == [row for row, one in enumerate(before) if one in wanted]
    assert set(listed.keys(rows)) == set(before) & set(wanted)


@PROPERTY
@given(ids=some_ids, wanted=some_ids)
def test_the_newest_row_of_each_id(ids: list[str], wanted: list[str]):
    growing = GrowingIdentifiers()
    growing.extend(ids)
    last = {one: row for row, one in enumerate(ids)}
    assert growing.newest(wanted).tolist() == [last[one] for one in wanted if one in last]


class Counted(str):
    """Text that counts how often it is compared or hashed."""

    looked_at = 0
    __slots__ = ()

    def __hash__(self) -> int:
        Counted.looked_at += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        Counted.looked_at += 1
        return super().__eq__(other)


def test_a_look_up_does_not_touch_every_row():
    growing = GrowingIdentifiers()
    growing.extend(Counted(number) for number in range(10_000))
    Counted.looked_at = 0
    assert ListedIdentifiers(growing, 10_000).rows(["77", "nobody"]).tolist() == [77]
    assert Counted.looked_at < 10
