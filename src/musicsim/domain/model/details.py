"""A track with what listening found."""

from dataclasses import dataclass

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.track import Track


@dataclass(frozen=True, slots=True)
class TrackDetails:
    """`analysis` is None while the track waits, or when it could not be listened to."""

    track: Track
    analysis: Analysis | None
