"""Playlists, their items and links as rows, and back."""

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, update

from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.curation_tables import playlist_items, playlist_shares, playlists
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.tables import tracks
from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.identity import ItemId, PlaylistId, ShareId, TrackId, UserId
from musicsim.domain.model.playlist import Playlist, PlaylistItem, Share
from musicsim.domain.model.track_rule import TrackRule
from musicsim.domain.rules.positions import numbered

ITEMS = select(playlist_items.c.id, playlist_items.c.track_id, playlist_items.c.added_at)

_PLACES = select(playlist_items.c.id, playlist_items.c.position).where(playlist_items.c.playlist_id == bindparam("of"))

_PLACE = update(playlist_items).where(
    playlist_items.c.playlist_id == bindparam("of"), playlist_items.c.id == bindparam("item")
)


def playlist_of(row: Row[Any]) -> Playlist:
    """The playlist whose row has all columns of the table."""
    return Playlist(
        id=PlaylistId(row.id),
        owner=UserId(row.user_id),
        name=row.name,
        description=row.description,
        rule=msgspec.json.decode(row.rule, type=TrackRule) if row.rule is not None else None,
        version=row.version,
        count=row.items,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def row_of(playlist: Playlist) -> dict[str, Any]:
    """The playlist as a row."""
    return {
        "id": playlist.id,
        "user_id": playlist.owner,
        "name": playlist.name,
        "description": playlist.description,
        "rule": msgspec.json.encode(playlist.rule).decode() if playlist.rule is not None else None,
        "version": playlist.version,
        "items": playlist.count,
        "created_at": playlist.created_at,
        "changed_at": playlist.changed_at,
    }


def items_of(playlist_id: str) -> Select[Any]:
    """Its items, in order."""
    own = ITEMS.where(playlist_items.c.playlist_id == playlist_id)
    return own.order_by(playlist_items.c.position, playlist_items.c.id)


def item_of(row: Row[Any]) -> PlaylistItem:
    """The item whose row begins with the columns of `ITEMS`."""
    return PlaylistItem(ItemId(row.id), TrackId(row.track_id), row.added_at)


def share_of(row: Row[Any]) -> Share:
    """The link whose row has all columns of the table."""
    return Share(
        id=ShareId(row.id),
        playlist_id=PlaylistId(row.playlist_id),
        token_hash=row.token_hash,
        created_at=row.created_at,
        expires_at=row.expires_at,
    )


def lock_owner(connection: Connection, user: UserId) -> None:
    """Let one playlist at a time be counted and added; NotFound when there is no such person."""
    # "key_share" lets others refer to the person meanwhile
    wanted = select(users.c.id).where(users.c.id == user).with_for_update(key_share=True)
    if connection.execute(wanted).first() is None:
        raise NotFound.of("user", user)


def lock(connection: Connection, playlist_id: str) -> Row[Any] | None:
    """The playlist's row as it is, and stays until the transaction ends."""
    wanted = select(playlists).where(playlists.c.id == playlist_id).with_for_update(key_share=True)
    return connection.execute(wanted).first()


def lock_version(connection: Connection, playlist_id: str, version: int) -> Playlist:
    """The same, for a change that is meant for a version."""
    if (row := lock(connection, playlist_id)) is None:
        raise NotFound.of("playlist", playlist_id)
    playlist = playlist_of(row)
    playlist.expect(version)
    return playlist


def count_owned(connection: Connection, user: UserId) -> int:
    """How many playlists the person has."""
    return connection.scalar(select(func.count()).where(playlists.c.user_id == user)) or 0


def check_tracks(connection: Connection, ids: Collection[TrackId]) -> None:
    """NotFound for an unknown one. Tracks never go, so what is known stays so."""
    known = {
        row.id
        for chunk in chunks(sorted(set(ids)))
        for row in connection.execute(select(tracks.c.id).where(among(tracks.c.id, chunk)))
    }
    if unknown := [each for each in ids if each not in known]:
        raise NotFound.of("track", unknown[0])


def write_items(connection: Connection, playlist_id: str, items: Sequence[PlaylistItem]) -> None:
    """Let these be the items, by touching as few rows as can be."""
    before = {ItemId(id_): position for id_, position in connection.execute(_PLACES, {"of": playlist_id}).tuples()}
    wanted = {item.id: item for item in items}
    numbers = numbered([item.id for item in items], before)
    new = [item for item in items if item.id not in before]
    check_tracks(connection, [item.track_id for item in new])
    for chunk in chunks([each for each in before if each not in wanted]):
        gone = delete(playlist_items).where(playlist_items.c.playlist_id == playlist_id)
        connection.execute(gone.where(among(playlist_items.c.id, chunk)))
    moved = [each for each, number in numbers.items() if each in before and before[each] != number]
    if moved:
        places = [{"of": playlist_id, "item": each, "to": numbers[each]} for each in moved]
        connection.execute(_PLACE.values(position=bindparam("to")), places)
    if new:
        added = [_item_row(playlist_id, item, numbers[item.id]) for item in _by_track(new)]
        connection.execute(insert(playlist_items), added)


def _by_track(items: Sequence[PlaylistItem]) -> list[PlaylistItem]:
    """By their tracks: rows that refer to others hold these, which has to happen in the order of `locks`."""
    return sorted(items, key=lambda item: item.track_id)


def _item_row(playlist_id: str, item: PlaylistItem, position: int) -> dict[str, Any]:
    return {
        "playlist_id": playlist_id,
        "id": item.id,
        "position": position,
        "track_id": item.track_id,
        "added_at": item.added_at,
    }


def write_share(connection: Connection, share: Share, most: int) -> None:
    """Insert a link in place of those that expired."""
    if lock(connection, share.playlist_id) is None:
        raise NotFound.of("playlist", share.playlist_id)
    own = playlist_shares.c.playlist_id == share.playlist_id
    connection.execute(delete(playlist_shares).where(own, playlist_shares.c.expires_at <= share.created_at))
    if (connection.scalar(select(func.count()).where(own)) or 0) >= most:
        raise Conflict(f"A playlist has at most {most} links; revoke one first.")
    row = {name: getattr(share, name) for name in ("id", "playlist_id", "token_hash", "created_at", "expires_at")}
    connection.execute(insert(playlist_shares), row)
