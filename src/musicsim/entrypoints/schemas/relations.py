"""How two tracks stand to each other; the words for it are the clients'."""

import msgspec

from musicsim.domain.model import relations as domain
from musicsim.domain.model.relations import KeyKind, TempoKind


class TempoRelation(msgspec.Struct, frozen=True):
    """From one tempo to another: `change` is what remains beside the kind, 0.03 is three per cent faster.

    Double time by -0.01 is one per cent short of it.
    """

    kind: TempoKind
    change: float

    @classmethod
    def of(cls, found: domain.TempoRelation | None) -> "TempoRelation | None":
        return cls(found.kind, round(found.change, 4)) if found else None


class KeyRelation(msgspec.Struct, frozen=True):
    """From one key to another, both as Camelot codes; `steps` are hours on the Camelot wheel, -5 … 6."""

    kind: KeyKind
    from_key: str
    to_key: str
    steps: int

    @classmethod
    def of(cls, found: domain.KeyRelation | None) -> "KeyRelation | None":
        return cls(found.kind, found.one.camelot, found.other.camelot, found.steps) if found else None
