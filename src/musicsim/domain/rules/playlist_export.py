"""Playlists as a person takes them along, in words that mean something elsewhere, too."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum

from musicsim.domain.model.playlist import Playlist, PlaylistItem, Share
from musicsim.domain.rules.exporting import exported_moment

TrackOfItem = tuple[PlaylistItem, str, str, str]
"""An item with its track's path, title and artist."""


def exported_playlist(
    playlist: Playlist, items: Sequence[TrackOfItem], shares: Sequence[Share]
) -> Mapping[str, object]:
    """The playlist as JSON would have it; the secrets of its links are nobody's to give."""
    return {
        "id": playlist.id,
        "name": playlist.name,
        "description": playlist.description,
        "rule": plain(playlist.rule),
        "created_at": plain(playlist.created_at),
        "changed_at": plain(playlist.changed_at),
        "items": [
            {
                "track_id": item.track_id,
                "path": path,
                "title": title,
                "artist": artist,
                "added_at": plain(item.added_at),
            }
            for item, path, title, artist in items
        ],
        "links": [{"created_at": plain(share.created_at), "expires_at": plain(share.expires_at)} for share in shares],
    }


def plain(value: object) -> object:
    """What JSON knows in place of a value of the model: fields by name, sets sorted, moments in ISO 8601."""
    if isinstance(value, datetime):
        return exported_moment(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Set):
        return sorted((plain(each) for each in value), key=str)
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value
