"""What is known of pictures, in a relational database."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select

from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.listening_tables import artworks
from musicsim.adapters.sqlalchemy.locks import locked
from musicsim.adapters.sqlalchemy.storable import storable, storables
from musicsim.adapters.sqlalchemy.tables import PRESENT, tracks
from musicsim.adapters.sqlalchemy.upserts import replace_into, write_row
from musicsim.domain.model.artwork import Artwork, ArtworkOutcome, ArtworkSource
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track
from musicsim.ports.artworks import Artworks

_SAME_OBJECT = and_(
    tracks.c.id == artworks.c.track_id,
    tracks.c.size == artworks.c.size,
    tracks.c.modified_ns == artworks.c.modified_ns,
)
_VALID = select(artworks).join(tracks, _SAME_OBJECT)
_AMONG = _VALID.where(among(artworks.c.track_id))
_ALBUM_OF = select(tracks.c.id, tracks.c.album_id).where(among(tracks.c.id), tracks.c.album_id.is_not(None))
_PLACE = func.row_number().over(partition_by=tracks.c.album_id, order_by=(tracks.c.album_sort, tracks.c.id))
_FOUND = (
    select(tracks.c.album_id, _PLACE.label("place"), *artworks.c)
    .join(artworks, and_(_SAME_OBJECT, artworks.c.outcome == ArtworkOutcome.FOUND.value))
    .where(among(tracks.c.album_id), PRESENT)
    .subquery()
)
_FIRST = select(_FOUND).where(_FOUND.c.place == 1)
_NAMED = select(artworks.c.picture).where(among(artworks.c.picture)).distinct()


class SqlArtworks(Artworks):
    """Keeps them in a table of a Database that was migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, track: TrackId) -> Artwork | None:
        if not storable(track):
            return None
        rows = await self._database.rows(_VALID.where(artworks.c.track_id == track))
        return _artwork_of(rows[0]) if rows else None

    async def get_many(self, tracks: Collection[TrackId]) -> Mapping[TrackId, Artwork]:
        wanted = storables(tracks)
        if not wanted:
            return {}

        def found(connection: Connection) -> list[Artwork]:
            runs = (connection.execute(_AMONG, {"names": chunk}).all() for chunk in chunks(wanted))
            return [_artwork_of(row) for rows in runs for row in rows]

        return {artwork.track: artwork for artwork in await self._database.look_up(wanted, found)}

    async def of_albums(self, tracks: Collection[TrackId]) -> Mapping[TrackId, Artwork]:
        wanted = storables(tracks)

        def found(connection: Connection) -> dict[TrackId, Artwork]:
            runs = (connection.execute(_ALBUM_OF, {"names": chunk}).all() for chunk in chunks(wanted))
            albums = {TrackId(row.id): row.album_id for rows in runs for row in rows}
            asked = chunks(sorted(set(albums.values())))
            firsts = [row for chunk in asked for row in connection.execute(_FIRST, {"names": chunk})]
            shown = {row.album_id: _artwork_of(row) for row in firsts}
            return {track: shown[album] for track, album in albums.items() if album in shown}

        return await self._database.look_up(wanted, found) if wanted else {}

    async def save(self, track: Track, artwork: Artwork) -> bool:
        same = (tracks.c.size == track.size, tracks.c.modified_ns == track.modified_ns)
        row = _row_of(track, artwork)

        def put(connection: Connection) -> bool:
            if not list(locked(connection, [track.id], *same, showing=[tracks.c.id])):
                return False
            write_row(connection, replace_into(connection, artworks), row)
            return True

        return storable(track.id) and await self._database.write(put)

    async def named(self, pictures: Collection[str]) -> frozenset[str]:
        wanted = storables(pictures)

        def found(connection: Connection) -> frozenset[str]:
            runs = (connection.scalars(_NAMED, {"names": chunk}) for chunk in chunks(wanted))
            return frozenset(name for run in runs for name in run)

        return await self._database.look_up(wanted, found) if wanted else frozenset()


def _row_of(track: Track, artwork: Artwork) -> dict[str, Any]:
    return {
        "track_id": track.id,
        "size": track.size,
        "modified_ns": track.modified_ns,
        "outcome": artwork.outcome.value,
        "picture": artwork.picture,
        "source": artwork.source.value if artwork.source else "",
        "origin": artwork.origin,
        "reason": artwork.reason,
        "looked_at": artwork.looked_at,
    }


def _artwork_of(row: Row[Any]) -> Artwork:
    return Artwork(
        track=TrackId(row.track_id),
        outcome=ArtworkOutcome(row.outcome),
        looked_at=row.looked_at,
        picture=row.picture,
        source=ArtworkSource(row.source) if row.source else None,
        origin=row.origin,
        reason=row.reason,
    )
