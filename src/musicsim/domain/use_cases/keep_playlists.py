"""Playlists come into being, get names, and go."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from musicsim.domain.errors import Conflict
from musicsim.domain.model.identity import ItemId, PlaylistId, TrackId
from musicsim.domain.model.playlist import LONGEST_NAME, MOST_PLAYLISTS, Playlist, PlaylistItem
from musicsim.domain.model.track_rule import TrackRule
from musicsim.domain.model.user import Caller
from musicsim.domain.rules.holdings import held, own, own_contents
from musicsim.domain.rules.text import fold
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.playlists import Playlists


class PlaylistOrder(StrEnum):
    """Orders of a person's playlists."""

    NAME = "name"
    CHANGED = "changed"  # newest first
    CREATED = "created"  # newest first


@dataclass(frozen=True, kw_only=True)
class CreatePlaylist:
    """Make a playlist, of tracks or of what a rule finds."""

    playlists: Playlists
    clock: Clock
    ids: Ids

    async def __call__(
        self,
        caller: Caller,
        name: str,
        description: str = "",
        tracks: Sequence[TrackId] = (),
        rule: TrackRule | None = None,
    ) -> Playlist:
        """The new playlist. NotFound for an unknown track, Conflict when the person has too many playlists."""
        if rule is not None and tracks:
            raise Conflict("A playlist has a rule or tracks of its own, not both.")
        now = self.clock.now()
        made = Playlist(
            id=PlaylistId(self.ids.new()),
            owner=caller.user,
            name=tidy(name),
            description=description,
            rule=rule,
            created_at=now,
            changed_at=now,
        )
        items = [PlaylistItem(ItemId(self.ids.new()), track, now) for track in tracks]
        await self.playlists.create(made, items, MOST_PLAYLISTS)
        return replace(made, count=len(items))


@dataclass(frozen=True, kw_only=True)
class ListPlaylists:
    """All playlists of a person; there are at most a thousand."""

    playlists: Playlists

    async def __call__(self, caller: Caller, order: PlaylistOrder = PlaylistOrder.NAME) -> list[Playlist]:
        """In that order, ties by id."""
        found = await self.playlists.of_owner(caller.user)
        if order is PlaylistOrder.NAME:
            return sorted(found, key=lambda one: (fold(one.name), one.id))
        moment = _created if order is PlaylistOrder.CREATED else _changed
        return sorted(found, key=lambda one: (moment(one), one.id), reverse=True)


@dataclass(frozen=True, kw_only=True)
class ShowPlaylist:
    """A playlist of one's own, without its items."""

    playlists: Playlists

    async def __call__(self, caller: Caller, playlist_id: PlaylistId) -> Playlist:
        """NotFound for one that is unknown or another's."""
        return own(await self.playlists.get(playlist_id), playlist_id, caller.user)


@dataclass(frozen=True, kw_only=True)
class DescribePlaylist:
    """Rename it, describe it, or change its rule; what is None stays."""

    playlists: Playlists
    clock: Clock

    async def __call__(
        self,
        caller: Caller,
        playlist_id: PlaylistId,
        version: int | None,
        *,
        name: str | None = None,
        description: str | None = None,
        rule: TrackRule | None = None,
    ) -> Playlist:
        """As it is then. Outdated when it has another version, Conflict for a rule where there are items."""
        before = own(await self.playlists.get(playlist_id), playlist_id, caller.user)
        before.expect(version)
        if rule is not None and before.rule is None:
            raise Conflict("This playlist holds what was put there. Make another one with a rule.")
        after = replace(
            before,
            name=before.name if name is None else tidy(name),
            description=before.description if description is None else description,
            rule=before.rule if rule is None else rule,
            changed_at=self.clock.now(),
        )
        return await self.playlists.describe(after)


@dataclass(frozen=True, kw_only=True)
class FreezePlaylist:
    """Make what a rule finds now the items of an ordinary playlist."""

    playlists: Playlists
    catalogue: Catalogue
    clock: Clock
    ids: Ids

    async def __call__(self, caller: Caller, playlist_id: PlaylistId, version: int | None) -> Playlist:
        """As it is then; one without a rule stays as it is. Outdated when it has another version."""
        contents = own_contents(await self.playlists.contents(playlist_id), playlist_id, caller.user)
        contents.playlist.expect(version)
        if contents.playlist.rule is None:
            return contents.playlist
        now = self.clock.now()
        found = await held(contents, self.catalogue.search)
        items = [PlaylistItem(ItemId(self.ids.new()), item.track_id, now) for item in found.items]
        return await self.playlists.arrange(playlist_id, contents.playlist.version, items, now)


@dataclass(frozen=True, kw_only=True)
class DuplicatePlaylist:
    """Make another playlist that holds the same, a rule included; links are not taken along."""

    playlists: Playlists
    clock: Clock
    ids: Ids

    async def __call__(self, caller: Caller, playlist_id: PlaylistId, name: str | None = None) -> Playlist:
        """The new one, called `name` or after the old one. Conflict when the person has too many playlists."""
        contents = own_contents(await self.playlists.contents(playlist_id), playlist_id, caller.user)
        now, before = self.clock.now(), contents.playlist
        made = replace(
            before,
            id=PlaylistId(self.ids.new()),
            name=tidy(name) if name is not None else copy_of(before.name),
            version=1,
            created_at=now,
            changed_at=now,
        )
        items = [PlaylistItem(ItemId(self.ids.new()), item.track_id, now) for item in contents.items]
        await self.playlists.create(made, items, MOST_PLAYLISTS)
        return replace(made, count=len(items))


@dataclass(frozen=True, kw_only=True)
class DeletePlaylist:
    """Remove a playlist, and with it the links to it."""

    playlists: Playlists

    async def __call__(self, caller: Caller, playlist_id: PlaylistId, version: int | None) -> None:
        """NotFound when it is gone already, Outdated when it has another version."""
        own(await self.playlists.get(playlist_id), playlist_id, caller.user)
        await self.playlists.delete(playlist_id, version)


def tidy(name: str) -> str:
    """A name on one line, with single spaces."""
    return " ".join(name.split())


def copy_of(name: str) -> str:
    """What a copy is called by itself: "Name (2)"."""
    return f"{name[: LONGEST_NAME - 4]} (2)"


def _created(playlist: Playlist) -> datetime:
    return playlist.created_at


def _changed(playlist: Playlist) -> datetime:
    return playlist.changed_at
