"""Albums as rows of their table, told anew by their tracks."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select

from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.explorer_tables import albums
from musicsim.adapters.sqlalchemy.tables import PRESENT, tracks
from musicsim.adapters.sqlalchemy.upserts import replace_into, write_rows
from musicsim.domain.model.groups import Album, AlbumOrder, AlbumPart
from musicsim.domain.model.identity import AlbumId, ArtistId, TrackId
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.rules.albums import album_of, album_search_text, album_sort_value
from musicsim.domain.rules.grouping import lead_artist
from musicsim.domain.rules.listing import recency

ALBUM = (
    albums.c.id,
    albums.c.name,
    albums.c.artist,
    albums.c.artist_id,
    albums.c.year,
    albums.c.tracks,
    albums.c.duration,
    albums.c.added_at,
)
"""The columns that `album_from` needs, in its order."""

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_ALL = frozenset(albums.columns.keys())

_PARTS: Select[Any] = (
    select(
        tracks.c.album_id,
        tracks.c.id,
        tracks.c.album,
        tracks.c.artist,
        tracks.c.album_artist,
        tracks.c.year,
        tracks.c.duration,
        tracks.c.added_at,
    )
    .where(among(tracks.c.album_id), PRESENT)
    .order_by(tracks.c.album_id, tracks.c.id)
)


def tell(connection: Connection, ids: Collection[str]) -> None:
    """Bring the rows of these albums to what their present tracks say; without any they go."""
    for chunk in chunks(sorted(ids)):
        _lock(connection, chunk)
        parts = connection.execute(_PARTS, {"names": chunk}).all()
        rows = [row_of(album_of(AlbumId(id_), [*map(part_of, of)])) for id_, of in groupby(parts, lambda row: row[0])]
        if rows:
            write_rows(connection, replace_into(connection, albums), rows)
        if gone := set(chunk) - {row["id"] for row in rows}:
            connection.execute(delete(albums).where(among(albums.c.id, sorted(gone))))


def album_from(row: Row[Any]) -> Album:
    """The album whose row begins with the columns `ALBUM`."""
    id_, name, artist, artist_id, year, count, duration, added_at = row[: len(ALBUM)]
    return Album(
        id=AlbumId(id_),
        name=name,
        artist=artist,
        artist_id=None if artist_id is None else ArtistId(artist_id),
        year=year,
        tracks=count,
        duration=duration,
        added_at=added_at,
    )


def _lock(connection: Connection, ids: Sequence[str]) -> None:
    """Let others who tell the same albums wait, so that who comes last sees all tracks: see locks."""
    if connection.dialect.name != "postgresql":
        return
    nothing = {"name": "", "artist": "", "tracks": 0, "duration": 0.0, "recency": 0}
    nothing |= {"name_sort": "", "artist_sort": "", "search": ""}
    touch = replace_into(connection, albums, _ALL, tracks=albums.c.tracks)
    write_rows(connection, touch, [nothing | {"id": id_, "added_at": _NEVER} for id_ in ids])


def part_of(row: Row[Any]) -> AlbumPart:
    """What an album is told by of the track whose row has these columns."""
    _, id_, album, artist, album_artist, year, duration, added_at = row
    return AlbumPart(
        track=TrackId(id_),
        album=album,
        artist=lead_artist(Metadata(title="", artist=artist, album_artist=album_artist)),
        year=year,
        duration=duration,
        added_at=added_at,
    )


def row_of(album: Album) -> dict[str, Any]:
    """The row of an album."""
    return {
        "id": album.id,
        "name": album.name,
        "artist": album.artist,
        "artist_id": album.artist_id,
        "year": album.year,
        "tracks": album.tracks,
        "duration": album.duration,
        "added_at": album.added_at,
        "name_sort": album_sort_value(album, AlbumOrder.NAME),
        "artist_sort": album_sort_value(album, AlbumOrder.ARTIST),
        "recency": recency(album.added_at),
        "search": album_search_text(album),
    }
