"""How the tempo and the key of two analysed tracks relate."""

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.relations import KeyRelation, TempoRelation
from musicsim.domain.rules.keys import key_relation
from musicsim.domain.rules.tempo import tempo_relation


def tempo_between(one: Analysis, other: Analysis) -> TempoRelation | None:
    """From `one` to `other`; None where a tempo is unknown."""
    if one.tempo is None or other.tempo is None or min(one.tempo.bpm, other.tempo.bpm) <= 0:
        return None
    return tempo_relation(one.tempo.bpm, other.tempo.bpm)


def key_between(one: Analysis, other: Analysis) -> KeyRelation | None:
    """What the other's key is to the one's; None where a key is unknown."""
    return key_relation(one.key.key, other.key.key) if one.key and other.key else None
