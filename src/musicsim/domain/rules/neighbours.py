"""The order of neighbours."""

from collections.abc import Iterable

from musicsim.domain.model.vectors import Neighbour


def in_order(found: Iterable[Neighbour]) -> list[Neighbour]:
    """Descending by score, ties ascending by id, then by part."""
    return sorted(found, key=lambda one: (-one.score, one.id, one.part))


def nearest_parts(found: Iterable[Neighbour], limit: int) -> list[Neighbour]:
    """The first `limit` ids in that order, each by its first part.

    Where `found` holds the nearest entries of a space without a gap, these are the nearest ids.
    """
    best: dict[str, Neighbour] = {}
    for one in in_order(found):
        best.setdefault(one.id, one)
    return list(best.values())[:limit]
