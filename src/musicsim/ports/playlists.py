"""The playlists of people."""

from abc import abstractmethod
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from musicsim.domain.model.identity import PlaylistId, ShareId, TrackId, UserId
from musicsim.domain.model.playlist import Contents, Playlist, PlaylistItem, Share
from musicsim.ports.personal_data import PersonalData


class Playlists(PersonalData, Protocol):
    """Keeps playlists, their items in order, and the links to them, in the same database as the catalogue.

    Every write is durable when it returns, and atomic. A change says which version it is meant for: of two that are
    meant for the same one, whoever waits for whom, one is made and the other raises Outdated. All methods raise
    Unavailable when the database does not answer.
    """

    @abstractmethod
    async def create(self, playlist: Playlist, items: Sequence[PlaylistItem], most: int) -> None:
        """Keep a new playlist with these items; its `count` is theirs.

        Conflict, and nothing kept, when its owner has `most` playlists already. NotFound when its owner, or a track
        of the items, is unknown.
        """

    @abstractmethod
    async def get(self, playlist_id: PlaylistId) -> Playlist | None:
        """The playlist without its items."""

    @abstractmethod
    async def contents(self, playlist_id: PlaylistId) -> Contents | None:
        """The playlist with its items in order, all of one moment."""

    @abstractmethod
    async def page(self, playlist_id: PlaylistId, start: int, limit: int) -> Contents | None:
        """The same with at most `limit` of its items, from the place `start` on, counted from 0."""

    @abstractmethod
    async def of_owner(self, user: UserId) -> list[Playlist]:
        """All that the person has, by id (the oldest first)."""

    @abstractmethod
    async def describe(self, playlist: Playlist) -> Playlist:
        """Change the playlist with that id, meant as `playlist.version`; as it is then, one version later.

        What changes is name, description, rule and `changed_at`; items stay, unless a rule takes their place.
        NotFound when it is gone, Outdated when it has another version.
        """

    @abstractmethod
    async def arrange(
        self, playlist_id: PlaylistId, version: int, items: Sequence[PlaylistItem], at: datetime
    ) -> Playlist:
        """Let these be its items, in this order; as it is then, one version later, changed `at`.

        An item is what it was while its id is there, only its place is new. A rule goes, as there are items now.
        NotFound when the playlist is gone or a track of a new item is unknown, Outdated when it has another version.
        """

    @abstractmethod
    async def delete(self, playlist_id: PlaylistId, version: int | None) -> None:
        """Remove it with its items and links; nothing happens when there is none.

        Outdated when it has another version than `version`, where one is given.
        """

    @abstractmethod
    async def holds(self, playlist_id: PlaylistId, tracks: Collection[TrackId]) -> set[TrackId]:
        """Which of these tracks are among its items."""

    @abstractmethod
    async def share(self, share: Share, most: int) -> None:
        """Keep a link; those of the playlist that expired before it was made go.

        Conflict when `most` are left, NotFound when the playlist is gone.
        """

    @abstractmethod
    async def shares(self, playlist_id: PlaylistId) -> list[Share]:
        """Its links, expired ones too, by id (the oldest first)."""

    @abstractmethod
    async def shared(self, token_hash: str) -> Share | None:
        """The link with that secret, expired or not."""

    @abstractmethod
    async def revoke(self, playlist_id: PlaylistId, share_id: ShareId | None = None) -> int:
        """Remove one link, or all of them; how many there were."""
