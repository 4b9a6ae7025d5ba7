"""What Spotify tells of a track."""

from typing import Any, TypeVar

import msgspec

from musicsim.domain.model.beyond import SPOTIFY, ExternalId, ExternalTrack
from musicsim.domain.rules.external_ids import LONGEST_NAME, is_spotify_id
from musicsim.domain.rules.matching import isrc_of
from musicsim.domain.rules.web_answers import garbled, readable

SERVICE = "spotify"

T = TypeVar("T")

_ENOUGH = 300
"""Pixels of a cover that is large enough to be shown; Spotify has 640, 300 and 64."""


class _Artist(msgspec.Struct, frozen=True):
    name: str = ""


class _Image(msgspec.Struct, frozen=True):
    url: str = ""
    width: int | None = None


class _Album(msgspec.Struct, frozen=True):
    name: str = ""
    images: list[_Image] | None = None


class _Track(msgspec.Struct, frozen=True):
    """`id` is None for what is no track of the catalogue."""

    name: str
    id: str | None = None
    artists: list[_Artist] | None = None
    album: _Album | None = None
    external_ids: dict[str, str] | None = None
    external_urls: dict[str, str] | None = None
    duration_ms: float | None = None


class _Tracks(msgspec.Struct, frozen=True):
    items: list[_Track | None]


class _Found(msgspec.Struct, frozen=True):
    tracks: _Tracks


def track_in(answer: Any) -> ExternalTrack | None:
    """The track that an answer tells of. Garbled when it is no track."""
    return _described(_converted(answer, _Track))


def tracks_in(answer: Any) -> list[ExternalTrack]:
    """The tracks of a search."""
    items = (_described(item) for item in _converted(answer, _Found).tracks.items if item is not None)
    return [track for track in items if track is not None]


def _converted(answer: Any, kind: type[T]) -> T:
    try:
        return msgspec.convert(answer, kind)
    except msgspec.ValidationError as fault:
        raise garbled(SERVICE, str(fault)[:200]) from None


def _described(track: _Track) -> ExternalTrack | None:
    if not track.id or not is_spotify_id(track.id):
        return None
    album = track.album or _Album()
    return ExternalTrack(
        id=ExternalId(SPOTIFY, track.id),
        title=readable(track.name, LONGEST_NAME),
        artist=readable(", ".join(artist.name for artist in track.artists or () if artist.name), LONGEST_NAME),
        album=readable(album.name, LONGEST_NAME),
        cover=_cover(album.images or []),
        link=_secure((track.external_urls or {}).get("spotify", "")),
        isrc=isrc_of((track.external_ids or {}).get("isrc", "")),
        duration=track.duration_ms / 1000 if track.duration_ms and track.duration_ms > 0 else None,
    )


def _cover(images: list[_Image]) -> str:
    """The smallest that is large enough, else the largest."""
    usable = sorted((image for image in images if _secure(image.url)), key=lambda image: image.width or 0)
    large = [image for image in usable if (image.width or 0) >= _ENOUGH]
    return (large[:1] or usable[-1:] or [_Image()])[0].url


def _secure(address: str) -> str:
    """The address when it is https and can be asked, else ""."""
    return address if address.startswith("https://") and address.isprintable() else ""
