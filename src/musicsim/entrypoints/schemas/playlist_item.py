"""Items of playlists."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated

import msgspec

from musicsim.domain.model.details import Beside
from musicsim.domain.model.playlist import MOST_ITEMS, PlacedTrack
from musicsim.domain.model.track import Track as DomainTrack
from musicsim.domain.use_cases.arrange_playlist import Added
from musicsim.domain.use_cases.read_playlist import PlaylistPage
from musicsim.entrypoints.schemas.playlist import Playlist
from musicsim.entrypoints.schemas.track import Track

Ids = Annotated[list[str], msgspec.Meta(min_length=1, max_length=MOST_ITEMS)]
Position = Annotated[int, msgspec.Meta(ge=0, le=MOST_ITEMS)]


class PlaylistItem(msgspec.Struct, frozen=True, kw_only=True):
    """A track at its place, counted from 0; the item's id is not the track's, as a track may come more than once."""

    id: str
    position: int
    added_at: datetime
    track: Track

    @classmethod
    def of(cls, placed: PlacedTrack, beside: Beside) -> "PlaylistItem":
        item = placed.item
        track = Track.of(placed.track, beside)
        return cls(id=item.id, position=placed.position, added_at=item.added_at, track=track)


class PlaylistItems(msgspec.Struct, frozen=True, kw_only=True):
    """Some items and, when there are more, the cursor to ask for the next ones with.

    `version` is the playlist's whose items these are, `count` how many there are in all.
    """

    items: list[PlaylistItem]
    next: str | None
    count: int
    version: int

    @classmethod
    def of(cls, page: PlaylistPage, beside: Beside) -> "PlaylistItems":
        items = items_of(page.items, beside)
        return cls(items=items, next=page.next, count=page.count, version=page.playlist.version)


class NewItems(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tracks to put in at `position`, counted from 0; null is the end. `unique` passes over those that are there."""

    track_ids: Ids
    position: Position | None = None
    unique: bool = False


class AddedItems(msgspec.Struct, frozen=True, kw_only=True):
    """The playlist as it is now, the items that came in, and the tracks that did not because they were there."""

    playlist: Playlist
    items: list[PlaylistItem]
    skipped: list[str]

    @classmethod
    def of(cls, added: Added, beside: Beside) -> "AddedItems":
        return cls(
            playlist=Playlist.of(added.playlist), items=items_of(added.items, beside), skipped=list(added.skipped)
        )


class Move(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Items to take to another place: the first then stands at `position`, counted from 0; null is the end."""

    item_ids: Ids
    position: Position | None


class Removal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Items to take out."""

    item_ids: Ids


def items_of(placed: Sequence[PlacedTrack], beside: Beside) -> list[PlaylistItem]:
    """The items as lists show them."""
    return [PlaylistItem.of(each, beside) for each in placed]


def tracks_of(placed: Iterable[PlacedTrack]) -> list[DomainTrack]:
    """Their tracks, each once."""
    return list({each.track.id: each.track for each in placed}.values())
