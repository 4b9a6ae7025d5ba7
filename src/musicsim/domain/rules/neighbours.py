"""The order of neighbours."""

from collections.abc import Iterable, Sequence

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


def settled(found: Sequence[Neighbour], limit: int, asked: int, slack: float) -> list[Neighbour] | None:
    """The `limit` nearest ids, given what a store found when it was asked for its `asked` nearest entries.

    None when it has to be asked for more: entries that tie with the last of them, or ids whose places further parts of
    others took, may have been cut off. The store's own scores may be off by `slack`, so of two entries it may take the
    wrong one for the nearer when their scores are less than twice that apart. `found` is in order.
    """
    best = nearest_parts(found, limit)
    edge = best[-1].score if len(best) == limit else -1.0
    return best if len(found) < asked or found[-1].score < edge - 2 * slack else None
