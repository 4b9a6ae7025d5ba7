"""Pairs of things that are the same."""

from collections.abc import Iterable, Sequence
from itertools import combinations


def groups_of(pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """The groups that the pairs connect, in a stable order: what is the same as the same is the same."""
    group_of: dict[str, set[str]] = {}
    for one, other in pairs:
        merged = group_of.get(one, {one}) | group_of.get(other, {other})
        for member in merged:
            group_of[member] = merged
    return sorted({frozenset(group) for group in group_of.values()}, key=sorted)


def pairs_of(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    """Every pair within a group, each in ascending order."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def closed(pairs: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """The pairs with all that follow from them."""
    return pairs_of(groups_of(pairs))
