"""The playlists of people, in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.identity import PlaylistId, ShareId, TrackId, UserId
from musicsim.domain.model.playlist import Contents, Playlist, PlaylistItem, Share
from musicsim.domain.model.track_rule import TrackRule
from musicsim.domain.rules.playlist_export import exported_playlist
from musicsim.ports.personal_data import Exported
from musicsim.ports.playlists import Playlists


@dataclass
class _Kept:
    playlist: Playlist
    items: list[PlaylistItem]


class MemoryPlaylists(Playlists):
    """Keeps playlists beside a MemoryDatabase, whose tracks they refer to. No method yields to others half way.

    It knows every person: what is on behalf of somebody unknown is kept like anything else.
    """

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database
        self._kept: dict[PlaylistId, _Kept] = {}
        self._shares: dict[ShareId, Share] = {}

    async def create(self, playlist: Playlist, items: Sequence[PlaylistItem], most: int) -> None:
        self._database.check()
        if sum(kept.playlist.owner == playlist.owner for kept in self._kept.values()) >= most:
            raise Conflict(f"A person has at most {most:,} playlists; delete one first.")
        self._check_tracks(items)
        self._kept[playlist.id] = _Kept(replace(playlist, count=len(items)), list(items))

    async def get(self, playlist_id: PlaylistId) -> Playlist | None:
        found = await self.contents(playlist_id)
        return found.playlist if found is not None else None

    async def contents(self, playlist_id: PlaylistId) -> Contents | None:
        self._database.check()
        kept = self._kept.get(playlist_id)
        return Contents(kept.playlist, tuple(kept.items)) if kept is not None else None

    async def page(self, playlist_id: PlaylistId, start: int, limit: int) -> Contents | None:
        found = await self.contents(playlist_id)
        return replace(found, items=found.items[start : start + limit]) if found is not None else None

    async def of_owner(self, user: UserId) -> list[Playlist]:
        return [kept.playlist for kept in self._of(user)]

    async def describe(self, playlist: Playlist) -> Playlist:
        kept = self._meant(playlist.id, playlist.version)
        if playlist.rule is not None:
            kept.items = []
        return self._changed(
            kept, playlist.changed_at, name=playlist.name, description=playlist.description, rule=playlist.rule
        )

    async def arrange(
        self, playlist_id: PlaylistId, version: int, items: Sequence[PlaylistItem], at: datetime
    ) -> Playlist:
        kept = self._meant(playlist_id, version)
        before = {item.id: item for item in kept.items}
        self._check_tracks([item for item in items if item.id not in before])
        kept.items = [before.get(item.id, item) for item in items]
        return self._changed(kept, at, name=kept.playlist.name, description=kept.playlist.description, rule=None)

    async def delete(self, playlist_id: PlaylistId, version: int | None) -> None:
        self._database.check()
        if playlist_id not in self._kept:
            return
        if version is not None:
            self._meant(playlist_id, version)
        self._remove(playlist_id)

    async def holds(self, playlist_id: PlaylistId, tracks: Collection[TrackId]) -> set[TrackId]:
        found = await self.contents(playlist_id)
        return {item.track_id for item in found.items} & set(tracks) if found is not None else set()

    async def share(self, share: Share, most: int) -> None:
        self._database.check()
        if share.playlist_id not in self._kept:
            raise NotFound.of("playlist", share.playlist_id)
        mine = [one for one in self._shares.values() if one.playlist_id == share.playlist_id]
        for one in mine:
            if not one.holds(share.created_at):
                del self._shares[one.id]
        if sum(one.holds(share.created_at) for one in mine) >= most:
            raise Conflict(f"A playlist has at most {most} links; revoke one first.")
        self._shares[share.id] = share

    async def shares(self, playlist_id: PlaylistId) -> list[Share]:
        self._database.check()
        return [share for _, share in sorted(self._shares.items()) if share.playlist_id == playlist_id]

    async def shared(self, token_hash: str) -> Share | None:
        self._database.check()
        return next((share for share in self._shares.values() if share.token_hash == token_hash), None)

    async def revoke(self, playlist_id: PlaylistId, share_id: ShareId | None = None) -> int:
        gone = [share for share in await self.shares(playlist_id) if share_id in {None, share.id}]
        for share in gone:
            del self._shares[share.id]
        return len(gone)

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        return {"playlists": [self._exported(kept) for kept in self._of(user)]}

    async def forget(self, user: UserId) -> None:
        for kept in self._of(user):
            self._remove(kept.playlist.id)

    def _of(self, user: UserId) -> list[_Kept]:
        self._database.check()
        return [kept for _, kept in sorted(self._kept.items()) if kept.playlist.owner == user]

    def _meant(self, playlist_id: PlaylistId, version: int) -> _Kept:
        self._database.check()
        if (kept := self._kept.get(playlist_id)) is None:
            raise NotFound.of("playlist", playlist_id)
        kept.playlist.expect(version)
        return kept

    def _changed(self, kept: _Kept, at: datetime, *, name: str, description: str, rule: TrackRule | None) -> Playlist:
        kept.playlist = replace(
            kept.playlist,
            name=name,
            description=description,
            rule=rule,
            changed_at=at,
            version=kept.playlist.version + 1,
            count=len(kept.items),
        )
        return kept.playlist

    def _remove(self, playlist_id: PlaylistId) -> None:
        del self._kept[playlist_id]
        self._shares = {one: share for one, share in self._shares.items() if share.playlist_id != playlist_id}

    def _check_tracks(self, items: Sequence[PlaylistItem]) -> None:
        for item in items:
            if item.track_id not in self._database.rows:
                raise NotFound.of("track", item.track_id)

    def _exported(self, kept: _Kept) -> Exported:
        shares = [share for _, share in sorted(self._shares.items()) if share.playlist_id == kept.playlist.id]
        return exported_playlist(kept.playlist, [self._told(item) for item in kept.items], shares)

    def _told(self, item: PlaylistItem) -> tuple[PlaylistItem, str, str, str]:
        track = self._database.rows[item.track_id].track
        return item, track.key, track.metadata.title, track.metadata.artist
