"""How the tempo and the key of two analysed tracks relate."""

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.relations import KeyRelation, TempoRelation
from musicsim.domain.rules.keys import key_relation
from musicsim.domain.rules.tempo import tempo_relation


def tempo_between(one: Analysis | None, other: Analysis | None) -> TempoRelation | None:
    """From `one` to `other`; None where a tempo is unknown."""
    tempi = [heard.tempo.bpm for heard in (one, other) if heard and heard.tempo and heard.tempo.bpm > 0]
    return tempo_relation(*tempi) if len(tempi) == 2 else None


def key_between(one: Analysis | None, other: Analysis | None) -> KeyRelation | None:
    """What the other's key is to the one's; None where a key is unknown."""
    return key_relation(one.key.key, other.key.key) if one and other and one.key and other.key else None
