"""Tracks as lists show them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from musicsim.domain.model import track as domain
from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.page import Page
from musicsim.domain.model.track import TrackStatus

Analyses = Mapping[TrackId, Analysis]
"""What was found of tracks; those without are absent."""


class TrackFailure(msgspec.Struct, frozen=True):
    """Why it could not be listened to; `detail` is the decoder's or the system's own words."""

    reason: FailureReason
    detail: str


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """One audio file.

    `duration` in seconds, `sample_rate` in Hz, `bitrate` in kbit/s, `size` in bytes; `bpm` and `camelot` (the key's
    Camelot code) as listening found them.
    """

    id: str
    path: str
    folder: str
    title: str
    artist: str
    album: str
    album_artist: str
    genre: str
    year: int | None
    track_number: int | None
    disc_number: int | None
    duration: float | None
    sample_rate: int | None
    channels: int | None
    bitrate: int | None
    codec: str
    bpm: float | None
    camelot: str | None
    size: int
    status: TrackStatus
    failure: TrackFailure | None
    added_at: datetime
    missing_since: datetime | None

    @classmethod
    def of(cls, track: domain.Track, found: Analyses) -> "Track":
        return cls(**fields_of(track, found.get(track.id)))


class TrackPage(msgspec.Struct, frozen=True):
    """Some items and, when there are more, the cursor to ask for the next ones with."""

    items: list[Track]
    next: str | None = None

    @classmethod
    def of(cls, page: Page[domain.Track], found: Analyses) -> "TrackPage":
        return cls([Track.of(track, found) for track in page.items], page.next)


def fields_of(track: domain.Track, analysis: Analysis | None) -> dict[str, Any]:
    """What `Track` shows of a track, by field."""
    about, failure = track.metadata, track.failure
    return {name: getattr(about, name) for name in about.__slots__} | {
        "id": track.id,
        "path": track.key,
        "folder": track.folder,
        "bpm": round(analysis.tempo.bpm, 1) if analysis and analysis.tempo else None,
        "camelot": analysis.key.key.camelot if analysis and analysis.key else None,
        "size": track.size,
        "status": track.status,
        "failure": TrackFailure(failure.reason, failure.detail) if failure else None,
        "added_at": track.added_at,
        "missing_since": track.missing_since,
    }
