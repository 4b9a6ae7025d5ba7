"""Tell where an album's picture comes from, and what was tried."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.model.album_picture import AlbumPicture, ArtworkAccount
from musicsim.domain.model.artwork import Artwork, ArtworkOutcome
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.identity import AlbumId, TrackId
from musicsim.domain.model.painting import ArtworkSearch, Subject
from musicsim.domain.rules.album_pictures import standing
from musicsim.ports.album_pictures import AlbumPictures
from musicsim.ports.artwork_searches import ArtworkSearches
from musicsim.ports.artworks import Artworks
from musicsim.ports.catalogue import Catalogue

_MOST_TRACKS = 50


@dataclass(frozen=True, kw_only=True)
class ExplainArtwork:
    """Reads what is known; looks for nothing."""

    searches: ArtworkSearches
    pictures: AlbumPictures
    artworks: Artworks
    catalogue: Catalogue
    generators: Sequence[str]

    async def __call__(self, subject: Subject) -> ArtworkAccount:
        """All that is known."""
        search = await self.searches.get(subject)
        pictures = await self.pictures.of(subject.id)
        return ArtworkAccount(
            subject=subject,
            shown=await self._shown(subject, _current(search, pictures)),
            search=search,
            pictures=pictures,
            generators=self.generators,
        )

    async def _shown(self, subject: Subject, made: AlbumPicture | None) -> Artwork | None:
        ids = await self._tracks(subject)
        known = await self.artworks.get_many(ids)
        own = next((known[id_] for id_ in ids if id_ in known and known[id_].outcome is ArtworkOutcome.FOUND), None)
        found = standing(ids[0] if ids else TrackId(""), own, made)
        return found if found is not None and found.outcome is ArtworkOutcome.FOUND else None

    async def _tracks(self, subject: Subject) -> list[TrackId]:
        if subject.alone:
            return [TrackId(subject.id)]
        query = TrackQuery(album=AlbumId(subject.id), order=TrackOrder.ALBUM, limit=_MOST_TRACKS)
        return [track.id for track in (await self.catalogue.search(query)).items]


def _current(search: ArtworkSearch | None, pictures: Sequence[AlbumPicture]) -> AlbumPicture | None:
    shown = search.image if search else ""
    return next((one for one in pictures if one.id == shown and one.rejected_at is None), None)
