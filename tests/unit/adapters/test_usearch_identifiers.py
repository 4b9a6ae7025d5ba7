"""Rows by their ids, as a layer of a moment sees them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.usearch.identifiers import GrowingIdentifiers, ListedIdentifiers, SortedIdentifiers
from musicsim.adapters.usearch.keys import key_of, place_of
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


PLACES = st.lists(
    st.tuples(st.sampled_from(["a", "a\1", "a!", "ab", "b", "ü", "🎵" * 3]), st.sampled_from([0, 1, 12, 65_535])),
    unique=True,
    max_size=20,
)
WANTED = st.lists(
    st.sampled_from(["", "a", "a\0", "a\x0000001", "a\1", "a!", "b", "ü", "x" * 90, "\udcff"]), max_size=5
)


@PROPERTY
@given(places=PLACES, wanted=WANTED, after=PLACES, limit=st.integers(1, 5), dead=st.sets(st.integers(0, 19)))
def test_parts_stand_behind_their_ids(places, wanted, after, limit, dead):
    """In a column that ascends as in one in the order of writing."""
    ordered = sorted(places)
    encoded = [key_of(place).encode() for place in ordered]
    has_parts = any(part for _, part in places)
    growing = GrowingIdentifiers()
    growing.extend(key_of(place) for place in places)
    column = np.array(encoded or np.zeros(0, "S1"), np.bytes_)
    bound = after[0] if after else None
    for kept, identifiers in (
        (ordered, SortedIdentifiers(column, has_parts=has_parts)),
        (places, ListedIdentifiers(growing, len(places))),
    ):
        alive = np.array([row not in dead for row in range(len(kept))], np.bool_)
        assert identifiers.has_parts == has_parts
        assert {kept[row] for row in identifiers.of_ids(wanted)} == {one for one in places if one[0] in wanted}
        found = identifiers.behind("" if bound is None else key_of(bound), alive, limit)
        living = sorted(place for row, place in enumerate(kept) if row not in dead)
        assert [place_of(key) for key in identifiers.keys(found)] == [
            place for place in living if bound is None or place > bound
        ][:limit]
