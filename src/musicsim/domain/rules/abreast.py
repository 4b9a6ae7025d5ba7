"""Two streams in the same order, side by side."""

from collections.abc import AsyncIterator, Callable
from typing import TypeVar

T = TypeVar("T")


async def abreast(
    ours: AsyncIterator[T], theirs: AsyncIterator[T], key: Callable[[T], str]
) -> AsyncIterator[tuple[T | None, T | None]]:
    """Pair what has the same key; what only one side has is paired with None. Keys ascend, none comes twice a side."""
    one, other = await anext(ours, None), await anext(theirs, None)
    while one is not None or other is not None:
        if one is not None and (other is None or key(one) < key(other)):
            yield one, None
            one = await anext(ours, None)
        elif other is not None and (one is None or key(other) < key(one)):
            yield None, other
            other = await anext(theirs, None)
        else:
            yield one, other
            one, other = await anext(ours, None), await anext(theirs, None)
