"""Pictures that were made of albums, or brought by people, in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.album_picture import AlbumPicture
from musicsim.domain.model.artwork import ArtworkSource
from musicsim.domain.model.identity import PictureId, TrackId
from musicsim.domain.model.painting import ArtworkState
from musicsim.domain.rules.album_pictures import subject_of
from musicsim.ports.album_pictures import AlbumPictures


class MemoryAlbumPictures(AlbumPictures):
    """Keeps them in the MemoryDatabase of the searches."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def add(self, picture: AlbumPicture) -> None:
        self._kept()[picture.id] = picture

    async def of(self, album: str) -> Sequence[AlbumPicture]:
        theirs = (one for one in self._kept().values() if one.album == album)
        return sorted(theirs, key=lambda one: one.id, reverse=True)

    async def shown(self, tracks: Collection[TrackId]) -> Mapping[TrackId, AlbumPicture]:
        kept = self._kept()
        found: dict[TrackId, AlbumPicture] = {}
        for track in tracks:
            row = self._database.rows.get(track)
            search = self._database.artwork_searches.get(subject_of(row.track).id) if row else None
            picture = kept.get(PictureId(search.image)) if search else None
            if picture is not None and picture.rejected_at is None:
                found[track] = picture
        return found

    async def judge(self, picture: PictureId, rejected_at: datetime | None) -> None:
        kept = self._kept()
        if picture in kept:
            kept[picture] = replace(kept[picture], rejected_at=rejected_at)

    async def lose(self, picture: PictureId, now: datetime) -> None:
        kept = self._kept()
        if picture in kept and kept[picture].source is ArtworkSource.GENERATED:
            del kept[picture]
        for album, row in self._database.artwork_searches.items():
            if row.image == picture:
                waiting = replace(row, state=ArtworkState.WAITING, attempts=0, next_try=None, image="", changed_at=now)
                self._database.artwork_searches[album] = waiting

    async def named(self, pictures: Collection[str]) -> frozenset[str]:
        return frozenset(pictures) & {one.picture for one in self._kept().values()}

    def _kept(self) -> dict[PictureId, AlbumPicture]:
        self._database.check()
        return self._database.album_pictures
