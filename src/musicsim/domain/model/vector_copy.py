"""What became of a copy of one vector index to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from musicsim.domain.model.vectors import Space

AGREEING = 0.9
"""Share of neighbours in common above which two indexes agree: each may miss one in twenty of the true ones."""


class CopyPhase(StrEnum):
    """What is under way."""

    COPYING = "copying"
    VERIFYING = "verifying"


@dataclass(frozen=True, slots=True)
class CopyProgress:
    """So many of a space's entries were gone through."""

    space: Space
    phase: CopyPhase
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceCopy:
    """One space. `written` entries were not there as they are in the source, `removed` ids had parts that it lacks.

    Then both were read again: `entries` and `target_entries` are their counts, `differing` ids are not the same in
    both, and `agreement` is the share of neighbours in common, over a sample of questions.
    """

    space: Space
    written: int
    removed: int
    entries: int
    target_entries: int
    differing: int
    agreement: float

    @property
    def verified(self) -> bool:
        return self.differing == 0 and self.entries == self.target_entries and self.agreement >= AGREEING


@dataclass(frozen=True, slots=True)
class VectorCopy:
    """All spaces. Aliases lead where they do in the source, but for those `held_back` from a space not verified."""

    spaces: Sequence[SpaceCopy]
    aliases: Mapping[str, Space]
    held_back: Sequence[str]

    @property
    def verified(self) -> bool:
        return not self.held_back and all(one.verified for one in self.spaces)
