"""The playlists of people, in a relational database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from musicsim.adapters.sqlalchemy import playlist_rows as rows
from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.curation_tables import playlist_items, playlist_shares, playlists
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.storable import storable, storables
from musicsim.adapters.sqlalchemy.tables import tracks
from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.identity import PlaylistId, ShareId, TrackId, UserId
from musicsim.domain.model.playlist import Contents, Playlist, PlaylistItem, Share
from musicsim.domain.rules.playlist_export import exported_playlist
from musicsim.ports.personal_data import Exported
from musicsim.ports.playlists import Playlists


class SqlPlaylists(Playlists):
    """Keeps playlists in the tables of a Database that was migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, playlist: Playlist, items: Sequence[PlaylistItem], most: int) -> None:
        kept = replace(playlist, count=len(items))

        def put(connection: Connection) -> None:
            rows.lock_owner(connection, playlist.owner)
            if rows.count_owned(connection, playlist.owner) >= most:
                raise Conflict(f"A person has at most {most:,} playlists; delete one first.")
            connection.execute(insert(playlists), rows.row_of(kept))
            rows.write_items(connection, playlist.id, items)

        _check_storable(playlist.owner, *(item.track_id for item in items))
        await self._database.write(put)

    async def get(self, playlist_id: PlaylistId) -> Playlist | None:
        if not storable(playlist_id):
            return None
        found = await self._database.rows(select(playlists).where(playlists.c.id == playlist_id))
        return rows.playlist_of(found[0]) if found else None

    async def contents(self, playlist_id: PlaylistId) -> Contents | None:
        return await self._contents(playlist_id, rows.items_of(playlist_id))

    async def page(self, playlist_id: PlaylistId, start: int, limit: int) -> Contents | None:
        return await self._contents(playlist_id, rows.items_of(playlist_id).offset(start).limit(limit))

    async def _contents(self, playlist_id: PlaylistId, items: Select[Any]) -> Contents | None:
        def read(connection: Connection) -> Contents | None:
            row = connection.execute(select(playlists).where(playlists.c.id == playlist_id)).first()
            if row is None:
                return None
            return Contents(rows.playlist_of(row), [rows.item_of(item) for item in connection.execute(items).all()])

        return await self._database.snapshot(read) if storable(playlist_id) else None

    async def of_owner(self, user: UserId) -> list[Playlist]:
        if not storable(user):
            return []
        own = select(playlists).where(playlists.c.user_id == user).order_by(playlists.c.id)
        return [rows.playlist_of(row) for row in await self._database.rows(own)]

    async def describe(self, playlist: Playlist) -> Playlist:
        def change(connection: Connection) -> Playlist:
            before = rows.lock_version(connection, playlist.id, playlist.version)
            if playlist.rule is not None:
                rows.write_items(connection, playlist.id, [])
            count = before.count if playlist.rule is None else 0
            after = replace(
                before,
                name=playlist.name,
                description=playlist.description,
                rule=playlist.rule,
                changed_at=playlist.changed_at,
                count=count,
            )
            return _store(connection, after)

        _check_playlist(playlist.id)
        return await self._database.write(change)

    async def arrange(
        self, playlist_id: PlaylistId, version: int, items: Sequence[PlaylistItem], at: datetime
    ) -> Playlist:
        def change(connection: Connection) -> Playlist:
            before = rows.lock_version(connection, playlist_id, version)
            rows.write_items(connection, playlist_id, items)
            return _store(connection, replace(before, rule=None, count=len(items), changed_at=at))

        _check_playlist(playlist_id)
        _check_storable(*(item.track_id for item in items))
        return await self._database.write(change)

    async def delete(self, playlist_id: PlaylistId, version: int | None) -> None:
        def remove(connection: Connection) -> None:
            row = rows.lock(connection, playlist_id)
            if row is not None:
                rows.playlist_of(row).expect(version)
                connection.execute(delete(playlists).where(playlists.c.id == playlist_id))

        if storable(playlist_id):
            await self._database.write(remove)

    async def holds(self, playlist_id: PlaylistId, tracks: Collection[TrackId]) -> set[TrackId]:
        wanted = storables(tracks) if storable(playlist_id) else set()
        own = select(playlist_items.c.track_id).where(playlist_items.c.playlist_id == playlist_id).distinct()

        def among_them(connection: Connection) -> set[TrackId]:
            runs = (own.where(among(playlist_items.c.track_id, chunk)) for chunk in chunks(wanted))
            return {TrackId(row.track_id) for statement in runs for row in connection.execute(statement)}

        return await self._database.look_up(wanted, among_them)

    async def share(self, share: Share, most: int) -> None:
        _check_playlist(share.playlist_id)
        await self._database.write(lambda connection: rows.write_share(connection, share, most))

    async def shares(self, playlist_id: PlaylistId) -> list[Share]:
        if not storable(playlist_id):
            return []
        own = select(playlist_shares).where(playlist_shares.c.playlist_id == playlist_id)
        return [rows.share_of(row) for row in await self._database.rows(own.order_by(playlist_shares.c.id))]

    async def shared(self, token_hash: str) -> Share | None:
        if not storable(token_hash):
            return None
        found = await self._database.rows(select(playlist_shares).where(playlist_shares.c.token_hash == token_hash))
        return rows.share_of(found[0]) if found else None

    async def revoke(self, playlist_id: PlaylistId, share_id: ShareId | None = None) -> int:
        gone = delete(playlist_shares).where(playlist_shares.c.playlist_id == playlist_id)
        one = gone if share_id is None else gone.where(playlist_shares.c.id == share_id)
        if not storable(f"{playlist_id}{share_id or ''}"):
            return 0
        return await self._database.write(lambda connection: connection.execute(one).rowcount)

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        def read(connection: Connection) -> list[Exported]:
            own = select(playlists).where(playlists.c.user_id == user).order_by(playlists.c.id)
            return [_exported(connection, row) for row in connection.execute(own).all()]

        return {"playlists": await self._database.snapshot(read) if storable(user) else []}

    async def forget(self, user: UserId) -> None:
        if storable(user):
            own = delete(playlists).where(playlists.c.user_id == user)
            await self._database.write(lambda connection: connection.execute(own))


def _check_playlist(playlist_id: PlaylistId) -> None:
    if not storable(playlist_id):
        raise NotFound.of("playlist", playlist_id)


def _check_storable(*ids: str) -> None:
    for each in ids:
        if not storable(each):
            raise NotFound.of("track", each)


def _store(connection: Connection, playlist: Playlist) -> Playlist:
    """Write what was locked, one version later."""
    after = replace(playlist, version=playlist.version + 1)
    connection.execute(update(playlists).where(playlists.c.id == after.id).values(rows.row_of(after)))
    return after


def _exported(connection: Connection, row: Row[Any]) -> Exported:
    about = (tracks.c.key, tracks.c.title, tracks.c.artist)
    items = rows.ITEMS.add_columns(*about).join(tracks, tracks.c.id == playlist_items.c.track_id)
    own = items.where(playlist_items.c.playlist_id == row.id)
    in_order = own.order_by(playlist_items.c.position, playlist_items.c.id)
    found = connection.execute(in_order).all()
    links = select(playlist_shares).where(playlist_shares.c.playlist_id == row.id).order_by(playlist_shares.c.id)
    return exported_playlist(
        rows.playlist_of(row),
        [(rows.item_of(item), item.key, item.title, item.artist) for item in found],
        [rows.share_of(link) for link in connection.execute(links).all()],
    )
