"""How the tempo and the key of two tracks relate; the words for it are the clients'."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from musicsim.domain.model.musical_key import MusicalKey


class TempoKind(StrEnum):
    """From one track to another."""

    SAME = "same"
    FASTER = "faster"
    SLOWER = "slower"
    DOUBLE = "double"
    HALF = "half"


class TempoRelation(NamedTuple):
    """`change` is what remains beside the kind: one tempo × 2, ½ or 1 × (1 + change) gives the other.

    "+3 %" is FASTER by 0.03; DOUBLE by -0.01 is one per cent short of double time.
    """

    kind: TempoKind
    change: float


class KeyKind(StrEnum):
    """What the other key is to the one."""

    SAME = "same"
    RELATIVE = "relative"  # shares its notes: C major and A minor
    PARALLEL = "parallel"  # shares its tonic: C major and C minor
    DOMINANT = "dominant"  # a fifth above, of the same mode: one step on the Camelot wheel
    SUBDOMINANT = "subdominant"  # a fifth below
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class KeyRelation:
    """`steps` are hours on the Camelot wheel from the one's to the other's, -5 … 6."""

    kind: KeyKind
    one: MusicalKey
    other: MusicalKey
    steps: int
