"""The little of a track that ranking looks at first."""

from musicsim.domain.model.similarity import Sketch
from musicsim.domain.model.track import Track
from musicsim.domain.rules.text import fold


def sketch_of(track: Track) -> Sketch:
    """As every catalogue tells it."""
    about = track.metadata
    return Sketch(fold(about.artist), fold(about.album), about.duration)
