"""Tracks as rows of the table, and back."""

from typing import Any

from sqlalchemy import Row

from musicsim.adapters.sqlalchemy.tables import tracks
from musicsim.domain.model.browse import TrackOrder
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.scan import KnownObject
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.grouping import album_id
from musicsim.domain.rules.listing import recency, search_text, shuffled, sort_value

TRACK = (
    tracks.c.id,
    tracks.c.key,
    tracks.c.size,
    tracks.c.modified_ns,
    tracks.c.content_hash,
    tracks.c.status,
    tracks.c.failure_reason,
    tracks.c.failure_detail,
    tracks.c.added_at,
    tracks.c.missing_since,
    tracks.c.title,
    tracks.c.artist,
    tracks.c.album,
    tracks.c.album_artist,
    tracks.c.genre,
    tracks.c.year,
    tracks.c.track_number,
    tracks.c.disc_number,
    tracks.c.duration,
    tracks.c.sample_rate,
    tracks.c.channels,
    tracks.c.bitrate,
    tracks.c.codec,
    tracks.c.isrc,
)
"""The columns that `track_of` needs, in its order."""

_WIDTH = len(TRACK)

KNOWN = (
    tracks.c.key,
    tracks.c.id,
    tracks.c.size,
    tracks.c.modified_ns,
    tracks.c.missing_since.is_not(None),
    tracks.c.content_hash == "",
)
"""The columns that `known_of` needs, in its order."""


def row_of(track: Track) -> dict[str, Any]:
    """The row of a track that is new: for a known one `revision` and what listening found are not replaced."""
    about = track.metadata
    return {
        "id": track.id,
        "key": track.key,
        "folder": track.folder,
        "size": track.size,
        "modified_ns": track.modified_ns,
        "content_hash": track.content_hash,
        "title": about.title,
        "artist": about.artist,
        "album": about.album,
        "album_artist": about.album_artist,
        "genre": about.genre,
        "year": about.year,
        "track_number": about.track_number,
        "disc_number": about.disc_number,
        "duration": about.duration,
        "sample_rate": about.sample_rate,
        "channels": about.channels,
        "bitrate": about.bitrate,
        "codec": about.codec,
        "isrc": about.isrc,
        "status": track.status.value,
        "failure_reason": track.failure.reason.value if track.failure is not None else "",
        "failure_detail": track.failure.detail if track.failure is not None else "",
        "added_at": track.added_at,
        "missing_since": track.missing_since,
        "title_sort": sort_value(track, TrackOrder.TITLE),
        "artist_sort": sort_value(track, TrackOrder.ARTIST),
        "recency": recency(track.added_at),
        "search": search_text(track),
        "album_id": album_id(track),
        "album_sort": sort_value(track, TrackOrder.ALBUM),
        "shuffle": shuffled(track.id),
        "bpm": None,
        "camelot": None,
        "revision": 1,
        "indexed_revision": 0,
        "has_waveform": False,
        "has_segments": False,
    }


def track_of(row: Row[Any]) -> Track:
    """The track whose row begins with the columns `TRACK`."""
    # by place, not by name: lists are read a hundred rows at a time
    id_, key, size, modified_ns, content_hash, status, reason, detail, added_at, missing_since, *about = row[:_WIDTH]
    return Track(
        id=TrackId(id_),
        key=key,
        size=size,
        modified_ns=modified_ns,
        content_hash=content_hash,
        metadata=_metadata_of(*about),
        status=TrackStatus(status),
        failure=Failure(FailureReason(reason), detail) if reason else None,
        added_at=added_at,
        missing_since=missing_since,
    )


def _metadata_of(
    title: str,
    artist: str,
    album: str,
    album_artist: str,
    genre: str,
    year: int | None,
    track_number: int | None,
    disc_number: int | None,
    duration: float | None,
    sample_rate: int | None,
    channels: int | None,
    bitrate: int | None,
    codec: str,
    isrc: str,
) -> Metadata:
    return Metadata(
        title=title,
        artist=artist,
        album=album,
        album_artist=album_artist,
        genre=genre,
        year=year,
        track_number=track_number,
        disc_number=disc_number,
        duration=duration,
        sample_rate=sample_rate,
        channels=channels,
        bitrate=bitrate,
        codec=codec,
        isrc=isrc,
    )


def known_of(row: Row[Any]) -> KnownObject:
    """The known object whose row has the columns `KNOWN`."""
    key, id_, size, modified_ns, missing, unread = row
    return KnownObject(key, TrackId(id_), size, modified_ns, bool(missing), bool(unread))
