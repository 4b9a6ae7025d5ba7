"""What comes up while somebody types."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.model.groups import Album, Artist
from musicsim.domain.model.track import Track


@dataclass(frozen=True, slots=True)
class QuickHits:
    """A few of each kind, the likeliest first."""

    artists: Sequence[Artist]
    albums: Sequence[Album]
    tracks: Sequence[Track]
