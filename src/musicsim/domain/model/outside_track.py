"""What is kept of tracks in outside catalogues."""

from dataclasses import dataclass
from datetime import datetime

from musicsim.domain.model.beyond import ExternalId, ExternalTrack
from musicsim.domain.model.identity import TrackId


@dataclass(frozen=True, slots=True)
class Described:
    """What a catalogue said of an id, when it was asked; None: there is no such track."""

    track: ExternalTrack | None
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class OurOwn:
    """One of ours that was found to be a track of an outside catalogue; `sought` as in Counterpart."""

    track: TrackId
    sought: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """Which track of an outside catalogue one of ours is, None: it was not found there.

    `sought` names what was looked for (see rules.counterparts): with other tags it has to be looked for again.
    """

    catalogue: str
    external: ExternalId | None
    sought: str
    asked_at: datetime
