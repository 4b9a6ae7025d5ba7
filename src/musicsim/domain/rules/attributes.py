"""What of a track and its analysis a vector index filters by."""

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.browse import CLEAR_MOOD
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import Attributes
from musicsim.domain.rules.fitting import moods_of
from musicsim.domain.rules.grouping import genres_of
from musicsim.domain.rules.text import fold


def attributes_of(track: Track, analysis: Analysis) -> Attributes:
    """The attributes, names folded so that spelling variants are one."""
    about = track.metadata
    return Attributes(
        artist=fold(about.artist),
        album=fold(about.album),
        genres=frozenset(map(fold, genres_of(about))),
        year=about.year,
        bpm=analysis.tempo.bpm if analysis.tempo else None,
        key=analysis.key.key.camelot if analysis.key else "",
        duration=analysis.duration,
        moods=frozenset(mood for mood, likelihood in moods_of(analysis).items() if likelihood >= CLEAR_MOOD),
        folder=track.folder,
    )
