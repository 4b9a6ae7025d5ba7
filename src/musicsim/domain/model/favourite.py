"""What somebody likes."""

from dataclasses import dataclass
from datetime import datetime

from musicsim.domain.model.identity import TrackId


@dataclass(frozen=True, slots=True)
class Favourite:
    """A track that a person marked, and when."""

    track: TrackId
    added_at: datetime
