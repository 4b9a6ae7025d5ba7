"""What of an analysis tells one recording from another."""

from musicsim.domain.model.analysis import Analysis, Vector
from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.similarity import Sound


def sound_of(analysis: Analysis, vector: Vector, fingerprint: Fingerprint | None = None) -> Sound:
    """The sound behind `vector`, shape (dimension,), unit length."""
    return Sound(
        vector=vector,
        bpm=analysis.tempo.bpm if analysis.tempo else None,
        key=analysis.key.key.camelot if analysis.key else "",
        duration=analysis.duration,
        fingerprint=fingerprint,
    )
