"""Pictures that were made of albums, or brought by people, in a relational database."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.painting_tables import album_pictures, artwork_searches
from musicsim.adapters.sqlalchemy.storable import storable, storables
from musicsim.adapters.sqlalchemy.tables import tracks
from musicsim.domain.model.album_picture import AlbumPicture
from musicsim.domain.model.artwork import ArtworkSource
from musicsim.domain.model.identity import PictureId, TrackId
from musicsim.domain.model.painting import ArtworkState, Provenance
from musicsim.domain.rules.listing import recency
from musicsim.ports.album_pictures import AlbumPictures

_SHOWS = artwork_searches.c.album == func.coalesce(tracks.c.album_id, tracks.c.id)
_KEPT = and_(album_pictures.c.id == artwork_searches.c.image, album_pictures.c.rejected_at.is_(None))
_SHOWN = (
    select(tracks.c.id.label("track_id"), *album_pictures.c)
    .select_from(tracks.join(artwork_searches, _SHOWS).join(album_pictures, _KEPT))
    .where(among(tracks.c.id))
)
_NAMED = select(album_pictures.c.picture).where(among(album_pictures.c.picture)).distinct()


class SqlAlbumPictures(AlbumPictures):
    """Keeps them in a table of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, picture: AlbumPicture) -> None:
        row = _row_of(picture)
        await self._database.write(lambda connection: connection.execute(insert(album_pictures), row))

    async def of(self, album: str) -> Sequence[AlbumPicture]:
        if not storable(album):
            return []
        theirs = select(album_pictures).where(album_pictures.c.album == album).order_by(album_pictures.c.id.desc())
        return [_picture_of(row) for row in await self._database.rows(theirs)]

    async def shown(self, tracks: Collection[TrackId]) -> Mapping[TrackId, AlbumPicture]:
        wanted = storables(tracks)

        def found(connection: Connection) -> dict[TrackId, AlbumPicture]:
            runs = (connection.execute(_SHOWN, {"names": chunk}).all() for chunk in chunks(wanted))
            return {TrackId(row.track_id): _picture_of(row) for rows in runs for row in rows}

        return await self._database.look_up(wanted, found) if wanted else {}

    async def judge(self, picture: PictureId, rejected_at: datetime | None) -> None:
        judged = update(album_pictures).where(album_pictures.c.id == picture).values(rejected_at=rejected_at)
        await self._database.write(lambda connection: connection.execute(judged))

    async def lose(self, picture: PictureId, now: datetime) -> None:
        waiting = {"state": ArtworkState.WAITING.value, "attempts": 0, "next_try": None, "due_at": now, "image": ""}
        shows = update(artwork_searches).where(artwork_searches.c.image == picture)
        album = select(album_pictures.c.album).where(album_pictures.c.id == picture)
        made = and_(album_pictures.c.id == picture, album_pictures.c.source == ArtworkSource.GENERATED.value)

        def forget(connection: Connection) -> None:
            of = connection.scalar(album)
            if of is not None:
                told = waiting | {"changed_at": now, "recency": recency(now)}
                connection.execute(shows.where(artwork_searches.c.album == of).values(told))
                connection.execute(delete(album_pictures).where(made))

        await self._database.write(forget)

    async def named(self, pictures: Collection[str]) -> frozenset[str]:
        wanted = storables(pictures)

        def found(connection: Connection) -> frozenset[str]:
            runs = (connection.scalars(_NAMED, {"names": chunk}) for chunk in chunks(wanted))
            return frozenset(name for run in runs for name in run)

        return await self._database.look_up(wanted, found) if wanted else frozenset()


def _row_of(picture: AlbumPicture) -> dict[str, Any]:
    return {
        "id": picture.id,
        "album": picture.album,
        "picture": picture.picture,
        "source": picture.source.value,
        "provider": picture.about.provider,
        "model": picture.about.model,
        "prompt": picture.about.prompt,
        "cost": picture.about.cost,
        "made_at": picture.made_at,
        "rejected_at": picture.rejected_at,
    }


def _picture_of(row: Row[Any]) -> AlbumPicture:
    return AlbumPicture(
        id=PictureId(row.id),
        album=row.album,
        picture=row.picture,
        source=ArtworkSource(row.source),
        about=Provenance(provider=row.provider, model=row.model, prompt=row.prompt, cost=row.cost),
        made_at=row.made_at,
        rejected_at=row.rejected_at,
    )
