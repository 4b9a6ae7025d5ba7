"""What it takes to make one vector index hold what another one does."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from musicsim.domain.model.vectors import Neighbour, VectorEntry

TOLERANCE = 1e-6
"""By how much a number of a vector may change on its way through a store."""

Parts = Sequence[VectorEntry]
"""All parts of one id."""


@dataclass(frozen=True, slots=True)
class Change:
    """First `remove` the id with all its parts, or don't, then write `entries`."""

    entries: Parts
    remove: bool = False

    def __bool__(self) -> bool:
        return self.remove or bool(self.entries)


def change_of(ours: Parts | None, theirs: Parts | None) -> Change:
    """What makes theirs like ours."""
    kept = {entry.part: entry for entry in theirs or ()}
    wanted = {entry.part: entry for entry in ours or ()}
    if not kept.keys() <= wanted.keys():
        return Change(tuple(wanted.values()), remove=True)
    return Change([entry for part, entry in wanted.items() if part not in kept or not is_same(entry, kept[part])])


def is_same(one: VectorEntry, other: VectorEntry) -> bool:
    """Whether two entries of the same place tell the same."""
    return one.attributes == other.attributes and bool(np.abs(one.vector - other.vector).max() <= TOLERANCE)


def in_common(ours: Sequence[Neighbour], theirs: Sequence[Neighbour]) -> float:
    """The share of ids that two answers have in common; 1.0 for two empty ones."""
    most = max(len(ours), len(theirs))
    return len({one.id for one in ours} & {one.id for one in theirs}) / most if most else 1.0
