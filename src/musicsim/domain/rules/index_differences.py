"""What the vector index holds, compared with what the rows ask for."""

from collections.abc import AsyncIterator

from musicsim.domain.model.reconciliation import Lacking, Surplus


async def index_differences(held: AsyncIterator[str], wanted: AsyncIterator[str]) -> AsyncIterator[Lacking | Surplus]:
    """Merge two streams of ids, both ascending by code points, in constant memory; ids may come several times."""
    one, other = await anext(held, None), await anext(wanted, None)
    while one is not None or other is not None:
        if one is not None and (other is None or one < other):
            yield Surplus(one)
            one = await _beyond(held, one)
        elif other is not None and (one is None or other < one):
            yield Lacking(other)
            other = await _beyond(wanted, other)
        else:
            one, other = await _beyond(held, one), await _beyond(wanted, other)


async def _beyond(ids: AsyncIterator[str], passed: str | None) -> str | None:
    """The next id that is another one."""
    async for each in ids:
        if each != passed:
            return each
    return None
