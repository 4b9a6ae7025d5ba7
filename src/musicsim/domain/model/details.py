"""A track with what listening found, and what else is shown beside it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track


@dataclass(frozen=True, slots=True)
class TrackDetails:
    """`analysis` is None while the track waits, or when it could not be listened to; `favourite` is whether the person
    who asks likes it.
    """

    track: Track
    analysis: Analysis | None
    favourite: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What lists show beside tracks: what was found of them, without embeddings and tags (tracks without an analysis
    are absent), and which of them the person who asks likes.
    """

    analyses: Mapping[TrackId, Analysis]
    favourites: Set[TrackId] = frozenset()


NOTHING_BESIDE = Beside({})
