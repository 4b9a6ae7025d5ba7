"""Many ids to stay within, found among the nearest of all."""

from collections.abc import Awaitable, Callable, Set

from musicsim.domain.model.vectors import Neighbour
from musicsim.domain.rules.neighbours import nearest_parts

NAMED = 5_000
"""Ids that a store is told; of more it takes seconds to read the names alone, however large the space is."""

Nearest = Callable[[int], Awaitable[tuple[list[Neighbour], bool]]]
"""So many of the nearest entries, whatever their ids, in order, and whether these are all that there are."""


async def sifted(nearest: Nearest, ids: Set[str], limit: int, most: int, slack: float) -> list[Neighbour] | None:
    """The `limit` nearest of `ids`; None when too few of them are among the `most` nearest entries.

    The store's own scores may be off by `slack`: see `settled`.
    """
    fetch = min(4 * limit + 16, most)
    while True:
        found, whole = await nearest(fetch)
        best = nearest_parts((one for one in found if one.id in ids), limit)
        beyond = found[-1].score + 2 * slack if len(found) >= fetch else -2.0
        if whole or (len(best) == limit and best[-1].score > beyond):
            return best
        if len(found) < fetch or fetch == most:
            return None
        fetch = min(4 * fetch, most)
