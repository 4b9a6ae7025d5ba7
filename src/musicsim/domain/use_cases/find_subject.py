"""Find what a picture stands for."""

from dataclasses import dataclass

from musicsim.domain.errors import NotFound
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.identity import AlbumId, TrackId
from musicsim.domain.model.painting import Subject
from musicsim.domain.rules.album_pictures import subject_of
from musicsim.ports.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class FindSubject:
    """An album stands for itself; a track for its album or, on none, for itself."""

    catalogue: Catalogue

    async def __call__(self, *, album: AlbumId | None = None, track: TrackId | None = None) -> Subject:
        """The subject of the one that is given; NotFound when it is unknown."""
        if track is not None:
            if (found := await self.catalogue.get(track)) is None:
                raise NotFound.of("track", track)
            return subject_of(found)
        album = album or AlbumId("")
        if not (await self.catalogue.search(TrackQuery(album=album, limit=1))).items:
            raise NotFound.of("album", album)
        return Subject(album)
