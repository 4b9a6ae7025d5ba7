"""What the vector index holds, compared with what the rows ask for."""

from collections.abc import AsyncIterator

from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.reconciliation import Lacking, Surplus
from musicsim.domain.rules.index_differences import index_differences

ids = st.lists(st.text(max_size=2), max_size=8)


async def _stream(items: list[str]) -> AsyncIterator[str]:
    for item in sorted(items):
        yield item


@given(ids, ids)
async def test_what_stands_on_one_side_only_is_told_once_and_in_order(held: list[str], wanted: list[str]) -> None:
    told = [one async for one in index_differences(_stream(held), _stream(wanted))]
    assert [one.id for one in told] == sorted(set(held) ^ set(wanted))
    assert {one.id for one in told if isinstance(one, Surplus)} == set(held) - set(wanted)
    assert {one.id for one in told if isinstance(one, Lacking)} == set(wanted) - set(held)
