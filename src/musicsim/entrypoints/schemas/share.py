"""Links to playlists, and what their guests see."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from musicsim.domain.model import playlist as domain
from musicsim.domain.model.playlist import PlacedTrack
from musicsim.domain.rules.delivery import is_playable
from musicsim.domain.use_cases.read_playlist import PlaylistPage
from musicsim.domain.use_cases.share_playlist import NewShare as MadeShare


class ShareRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When the link ends by itself, ISO 8601 with a time zone; null: never."""

    expires_at: datetime | None = None


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A link, without its secret; `expires_at` null never expires."""

    id: str
    created_at: datetime
    expires_at: datetime | None

    @classmethod
    def of(cls, share: domain.Share) -> "Share":
        return cls(id=share.id, created_at=share.created_at, expires_at=share.expires_at)


class NewShare(msgspec.Struct, frozen=True, kw_only=True):
    """A link with its secret, which is told this once: `path` is where guests find the playlist in this API."""

    id: str
    created_at: datetime
    expires_at: datetime | None
    token: str
    path: str

    @classmethod
    def of_new(cls, made: MadeShare) -> "NewShare":
        share = made.share
        return cls(
            id=share.id,
            created_at=share.created_at,
            expires_at=share.expires_at,
            token=made.token,
            path=f"/api/v1/shared/{made.token}",
        )


class Shares(msgspec.Struct, frozen=True):
    """The links that hold, the oldest first; there are at most twenty, so `next` is always null."""

    items: list[Share]
    next: None

    @classmethod
    def of(cls, shares: Sequence[domain.Share]) -> "Shares":
        return cls([Share.of(share) for share in shares], None)


class SharedPlaylist(msgspec.Struct, frozen=True, kw_only=True):
    """A playlist as guests see it; `version` changes when it does."""

    name: str
    description: str
    version: int
    changed_at: datetime

    @classmethod
    def of(cls, playlist: domain.Playlist) -> "SharedPlaylist":
        return cls(
            name=playlist.name,
            description=playlist.description,
            version=playlist.version,
            changed_at=playlist.changed_at,
        )


class SharedTrack(msgspec.Struct, frozen=True, kw_only=True):
    """A track as guests see it: nothing of where it lies.

    `duration` in seconds; `missing` ones cannot be heard; `playable` ones browsers play as they are, as those of `GET
    /tracks`, others only in another `format`.
    """

    id: str
    title: str
    artist: str
    album: str
    year: int | None
    duration: float | None
    codec: str
    playable: bool
    missing: bool


class SharedItem(msgspec.Struct, frozen=True, kw_only=True):
    """A track at its place, counted from 0."""

    id: str
    position: int
    track: SharedTrack

    @classmethod
    def of(cls, placed: PlacedTrack) -> "SharedItem":
        about = placed.track.metadata
        track = SharedTrack(
            id=placed.track.id,
            title=about.title,
            artist=about.artist,
            album=about.album,
            year=about.year,
            duration=about.duration,
            codec=about.codec,
            playable=is_playable(placed.track.key, about),
            missing=placed.track.missing_since is not None,
        )
        return cls(id=placed.item.id, position=placed.position, track=track)


class SharedItems(msgspec.Struct, frozen=True, kw_only=True):
    """Some items and, when there are more, the cursor to ask for the next ones with; `count` is how many in all."""

    items: list[SharedItem]
    next: str | None
    count: int
    version: int

    @classmethod
    def of(cls, page: PlaylistPage) -> "SharedItems":
        items = [SharedItem.of(each) for each in page.items]
        return cls(items=items, next=page.next, count=page.count, version=page.playlist.version)
