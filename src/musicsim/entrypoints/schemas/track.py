"""Tracks as lists show them."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

import msgspec

from musicsim.domain.model import track as domain
from musicsim.domain.model.details import UNHEARD, Beside, TempoAndKey
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.page import Page
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.rules.delivery import is_playable
from musicsim.domain.rules.grouping import album_id, artist_id, artists_of

_ABOUT = Metadata.__slots__
_about = attrgetter(*_ABOUT)  # lists show a hundred tracks: all at once is several times as quick as one by one


class TrackFailure(msgspec.Struct, frozen=True):
    """Why it could not be listened to; `detail` is the decoder's or the system's own words."""

    reason: FailureReason
    detail: str


class ArtistName(msgspec.Struct, frozen=True):
    """One of several artists."""

    id: str
    name: str


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """One audio file.

    `duration` in seconds, `sample_rate` in Hz, `bitrate` in kbit/s, `size` in bytes, `isrc` "" where the file names
    none; `bpm` and `camelot` (the key's Camelot code) as listening found them. `artists` are those of the track and of
    its album, one by one; `album_id` is null when it names no album. `favourite` is whether you like it; `playable`
    whether browsers play and seek in the file as it is: others are streamed with another `format`, and sought in with
    `start`.
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
    isrc: str
    bpm: float | None
    camelot: str | None
    size: int
    status: TrackStatus
    failure: TrackFailure | None
    added_at: datetime
    missing_since: datetime | None
    album_id: str | None
    artists: list[ArtistName]
    favourite: bool
    playable: bool

    @classmethod
    def of(cls, track: domain.Track, beside: Beside) -> "Track":
        shown = fields_of(track, beside.heard.get(track.id, UNHEARD), favourite=track.id in beside.favourites)
        return cls(**shown)


class TrackPage(msgspec.Struct, frozen=True):
    """Some items and, when there are more, the cursor to ask for the next ones with."""

    items: list[Track]
    next: str | None

    @classmethod
    def of(cls, page: Page[domain.Track], beside: Beside) -> "TrackPage":
        return cls([Track.of(track, beside) for track in page.items], page.next)


class CountedTracks(TrackPage, frozen=True):
    """A page of tracks; `total` is how many there are on all pages together, null when counting would take long."""

    total: int | None

    @classmethod
    def of_page(cls, page: Page[domain.Track], beside: Beside, total: int | None) -> "CountedTracks":
        return cls([Track.of(track, beside) for track in page.items], page.next, total)


class TrackCount(msgspec.Struct, frozen=True):
    """How many tracks there are."""

    total: int


class Tracks(msgspec.Struct, frozen=True):
    """Tracks, all of them at once."""

    items: list[Track]
    next: None

    @classmethod
    def of(cls, tracks: Sequence[domain.Track], beside: Beside) -> "Tracks":
        return cls([Track.of(track, beside) for track in tracks], None)


def fields_of(track: domain.Track, heard: TempoAndKey, *, favourite: bool) -> dict[str, Any]:
    """What `Track` shows of a track, by field."""
    about, failure = track.metadata, track.failure
    return dict(zip(_ABOUT, _about(about), strict=True)) | {
        "id": track.id,
        "path": track.key,
        "folder": track.folder,
        "bpm": None if heard.bpm is None else round(heard.bpm, 1),
        "camelot": heard.key.camelot if heard.key else None,
        "size": track.size,
        "status": track.status,
        "failure": TrackFailure(failure.reason, failure.detail) if failure else None,
        "added_at": track.added_at,
        "missing_since": track.missing_since,
        "album_id": album_id(track),
        "artists": [ArtistName(artist_id(name), name) for name in artists_of(about)],
        "favourite": favourite,
        "playable": is_playable(track.key, about),
    }
