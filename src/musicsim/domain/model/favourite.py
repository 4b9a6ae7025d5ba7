"""What somebody likes."""

from dataclasses import dataclass
from datetime import datetime

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track


@dataclass(frozen=True, slots=True)
class Favourite:
    """A track that a person marked, and when."""

    track: TrackId
    added_at: datetime


@dataclass(frozen=True, slots=True)
class FavouriteTrack:
    """The same with the track itself."""

    track: Track
    added_at: datetime
