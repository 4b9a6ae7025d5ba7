"""Items that come, move and leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.identity import ItemId
from musicsim.domain.model.playlist import MOST_ITEMS
from musicsim.domain.rules.arranging import inserted, moved, removed
from tests.contracts.playlists_contract import an_item

lists = st.integers(1, 12).map(lambda count: [an_item(number) for number in range(count)])


@given(lists, st.data())
def test_moves_keep_every_item_once_and_hit_the_place(items, data):
    ids = data.draw(st.lists(st.sampled_from([item.id for item in items]), unique=True, min_size=1))
    place = data.draw(st.none() | st.integers(0, len(items) - len(ids)))
    after = moved(items, ids, place)
    assert sorted(item.id for item in after) == sorted(item.id for item in items)
    start = len(items) - len(ids) if place is None else place
    assert [item.id for item in after[start : start + len(ids)]] == ids
    others = [item for item in items if item.id not in ids]
    assert [item for item in after if item.id not in ids] == others


@given(lists, st.data())
def test_what_is_inserted_can_be_removed(items, data):
    new = [an_item(100), an_item(101)]
    place = data.draw(st.none() | st.integers(0, len(items)))
    after = inserted(items, new, place)
    assert after.index(new[0]) == (len(items) if place is None else place)
    assert removed(after, [item.id for item in new]) == items


def test_what_cannot_be_is_refused():
    items = [an_item(1), an_item(2)]
    for place in (-1, 3):
        with pytest.raises(Invalid):
            inserted(items, [an_item(3)], place)
    with pytest.raises(Invalid):
        moved(items, [items[0].id], 2)
    with pytest.raises(Invalid):
        moved(items, [items[0].id, items[0].id], 0)
    with pytest.raises(NotFound):
        removed(items, [ItemId("nothere")])
    with pytest.raises(Conflict):
        inserted([an_item(number) for number in range(MOST_ITEMS)], [an_item(MOST_ITEMS)], 0)
