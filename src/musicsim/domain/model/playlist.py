"""Playlists: what people put together, in an order of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from musicsim.domain.errors import Invalid, Outdated
from musicsim.domain.model.identity import ItemId, PlaylistId, ShareId, TrackId, UserId
from musicsim.domain.model.track import Track
from musicsim.domain.model.track_rule import TrackRule

MOST_PLAYLISTS = 1000
"""Playlists that one person can have."""

MOST_ITEMS = 10_000
"""Items that a playlist can have."""

MOST_SHARES = 20
"""Links to one playlist that hold at one time."""

LONGEST_NAME = 200
LONGEST_DESCRIPTION = 5000


@dataclass(frozen=True, slots=True)
class PlaylistItem:
    """A track's place in a playlist, with an id of its own, so that a track may come more than once."""

    id: ItemId
    track_id: TrackId
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Playlist:
    """A playlist without its items; `count` tells how many there are.

    `version` grows by one with every change, of the items too: whoever changes it says which version was meant. One
    with a `rule` has no items of its own: what the rule finds is what it holds, and its `count` is 0.
    """

    id: PlaylistId
    owner: UserId
    name: str
    created_at: datetime
    changed_at: datetime
    description: str = ""
    rule: TrackRule | None = None
    version: int = 1
    count: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.name) <= LONGEST_NAME:
            raise Invalid(f"A playlist's name has 1 to {LONGEST_NAME} characters.", "name")
        if len(self.description) > LONGEST_DESCRIPTION:
            raise Invalid(f"A description has at most {LONGEST_DESCRIPTION} characters.", "description")

    def expect(self, version: int | None) -> None:
        """Outdated when a change is meant for another version; None means whichever there is."""
        if version is not None and version != self.version:
            raise Outdated("The playlist was changed meanwhile. Read it again, then decide.", self.version)


@dataclass(frozen=True, slots=True)
class PlacedTrack:
    """An item with its track, which may be missing by now, at its place, counted from 0."""

    item: PlaylistItem
    track: Track
    position: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A playlist with its items, of one moment."""

    playlist: Playlist
    items: Sequence[PlaylistItem]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A link by which anybody may hear a playlist, until it expires or is revoked.

    `token_hash` is what the link's secret is known by again; the secret itself is kept nowhere.
    """

    id: ShareId
    playlist_id: PlaylistId
    token_hash: str
    created_at: datetime
    expires_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether it still leads anywhere."""
        return self.expires_at is None or now < self.expires_at
