"""Tracks come into playlists, change places there, and leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.errors import Invalid
from musicsim.domain.model.identity import ItemId, PlaylistId, TrackId
from musicsim.domain.model.playlist import MOST_ITEMS, Contents, PlacedTrack, Playlist, PlaylistItem
from musicsim.domain.model.user import Caller
from musicsim.domain.rules.arranging import inserted, moved, removed
from musicsim.domain.rules.holdings import check_items, own_contents, placed
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.playlists import Playlists


@dataclass(frozen=True, slots=True)
class Added:
    """What came in, where, and which tracks did not because the playlist held them already."""

    playlist: Playlist
    items: Sequence[PlacedTrack]
    skipped: Sequence[TrackId] = ()


@dataclass(frozen=True, kw_only=True)
class AddToPlaylist:
    """Put tracks into a playlist."""

    playlists: Playlists
    catalogue: Catalogue
    clock: Clock
    ids: Ids

    async def __call__(
        self,
        caller: Caller,
        playlist_id: PlaylistId,
        version: int | None,
        tracks: Sequence[TrackId],
        position: int | None = None,
        *,
        unique: bool = False,
    ) -> Added:
        """They stand at `position`, counted from 0, in the order given; None is the end.

        With `unique` those that the playlist holds, or that come twice, are passed over. NotFound for an unknown
        track, Conflict when there are too many items or a rule decides on them, Outdated for another version.
        """
        if not 1 <= len(tracks) <= MOST_ITEMS:
            raise Invalid(f"Between 1 and {MOST_ITEMS:,} tracks can be added at once.", "track_ids")
        contents = meant(await self.playlists.contents(playlist_id), playlist_id, caller, version)
        wanted = _unheld(contents, tracks) if unique else list(tracks)
        now = self.clock.now()
        new = [PlaylistItem(ItemId(self.ids.new()), track, now) for track in wanted]
        after = inserted(contents.items, new, position)
        skipped = _left_out(tracks, wanted)
        if not new:
            return Added(contents.playlist, [], skipped)
        playlist = await self.playlists.arrange(playlist_id, contents.playlist.version, after, now)
        found = await self.catalogue.get_many(list(dict.fromkeys(wanted)))
        start = len(contents.items) if position is None else position
        return Added(playlist, placed(new, found, start), skipped)


@dataclass(frozen=True, kw_only=True)
class MoveInPlaylist:
    """Give items another place."""

    playlists: Playlists
    clock: Clock

    async def __call__(
        self,
        caller: Caller,
        playlist_id: PlaylistId,
        version: int | None,
        items: Sequence[ItemId],
        position: int | None = None,
    ) -> Playlist:
        """The first of `items` then stands at `position`, the others behind it; None is the end.

        NotFound for an unknown item, Conflict when a rule decides on the items, Outdated for another version.
        """
        contents = meant(await self.playlists.contents(playlist_id), playlist_id, caller, version)
        after = moved(contents.items, items, position)
        if after == list(contents.items):
            return contents.playlist
        return await self.playlists.arrange(playlist_id, contents.playlist.version, after, self.clock.now())


@dataclass(frozen=True, kw_only=True)
class RemoveFromPlaylist:
    """Take items out."""

    playlists: Playlists
    clock: Clock

    async def __call__(
        self, caller: Caller, playlist_id: PlaylistId, version: int | None, items: Sequence[ItemId]
    ) -> Playlist:
        """As it is then. NotFound for an unknown item, Conflict and Outdated as for adding."""
        contents = meant(await self.playlists.contents(playlist_id), playlist_id, caller, version)
        after = removed(contents.items, items)
        return await self.playlists.arrange(playlist_id, contents.playlist.version, after, self.clock.now())


def meant(contents: Contents | None, playlist_id: PlaylistId, caller: Caller, version: int | None) -> Contents:
    """The contents that a change is meant for: one's own, of that version, put there by hand."""
    found = own_contents(contents, playlist_id, caller.user)
    found.playlist.expect(version)
    check_items(found.playlist)
    return found


def _unheld(contents: Contents, tracks: Sequence[TrackId]) -> list[TrackId]:
    held = {item.track_id for item in contents.items}
    return [track for track in dict.fromkeys(tracks) if track not in held]


def _left_out(tracks: Sequence[TrackId], wanted: Sequence[TrackId]) -> list[TrackId]:
    left = dict.fromkeys(tracks)
    for track in wanted:
        left.pop(track, None)
    return list(left)
