"""Show the picture of an album."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from musicsim.domain.errors import NotFound
from musicsim.domain.model.artwork import ArtworkOutcome, ArtworkSize, ShownArtwork
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.identity import AlbumId, TrackId
from musicsim.domain.rules.artwork_policy import is_due
from musicsim.ports.artworks import Artworks
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock

Show = Callable[[TrackId, ArtworkSize, Callable[[str], bool]], Coroutine[Any, Any, ShownArtwork]]
"""Shows a track's picture, NotFound where there is none."""

_MOST_LOOKS = 4
"""Tracks to open while somebody waits. Albums are tagged as a whole, and the folder is looked into with the first."""

_MOST_TRACKS = 50


@dataclass(frozen=True, kw_only=True)
class ShowAlbumArtwork:
    """The picture of the first track, in the album's order, that has one."""

    catalogue: Catalogue
    artworks: Artworks
    clock: Clock
    show: Show

    async def __call__(
        self, album_id: AlbumId, size: ArtworkSize, is_known: Callable[[str], bool] = lambda tag: False
    ) -> ShownArtwork:
        """As of a track: NotFound for an unknown album, and where there is no picture."""
        page = await self.catalogue.search(TrackQuery(album=album_id, order=TrackOrder.ALBUM, limit=_MOST_TRACKS))
        if not page.items:
            raise NotFound.of("album", album_id)
        for track_id in await self._promising([track.id for track in page.items]):
            try:
                return await self.show(track_id, size, is_known)
            except NotFound:
                continue
        raise NotFound("There is no picture of this album.")

    async def _promising(self, ids: list[TrackId]) -> list[TrackId]:
        """The first that is known to have one; then the very first, which shows what was made for the album, and of
        the few behind it those that nobody looked at lately.
        """
        looked, now = await self.artworks.get_many(ids), self.clock.now()
        found = (id_ for id_ in ids if id_ in looked and looked[id_].outcome is ArtworkOutcome.FOUND)
        unsure = [id_ for id_ in ids[1:_MOST_LOOKS] if id_ not in looked or is_due(looked[id_], now)]
        return [*([first] if (first := next(found, None)) else []), ids[0], *unsure]
