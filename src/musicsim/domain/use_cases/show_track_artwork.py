"""Show the picture of a track, or that of its album."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from musicsim.domain.errors import NotFound
from musicsim.domain.model.artwork import ArtworkSize, ShownArtwork
from musicsim.domain.model.identity import AlbumId, TrackId
from musicsim.domain.rules.grouping import album_id
from musicsim.ports.catalogue import Catalogue

IsKnown = Callable[[str], bool]

ShowOwn = Callable[[TrackId, ArtworkSize, IsKnown], Coroutine[Any, Any, ShownArtwork]]
"""Shows what is known or found without a look at other tracks, NotFound where there is nothing."""

ShowAlbum = Callable[[AlbumId, ArtworkSize, IsKnown], Coroutine[Any, Any, ShownArtwork]]
"""Shows an album's picture, NotFound where there is none."""


@dataclass(frozen=True, kw_only=True)
class ShowTrackArtwork:
    """A track that has nothing to show shows what its album does: often the first track alone brings the picture."""

    catalogue: Catalogue
    show: ShowOwn
    show_album: ShowAlbum

    async def __call__(
        self, track_id: TrackId, size: ArtworkSize, is_known: IsKnown = lambda tag: False
    ) -> ShownArtwork:
        """The picture, without its bytes for whom `is_known` says that they are.

        NotFound for an unknown track, and where there is no picture. Unavailable when that cannot be told.
        """
        try:
            return await self.show(track_id, size, is_known)
        except NotFound as nothing:
            track = await self.catalogue.get(track_id)
            album = album_id(track) if track is not None else None
            if album is None:
                raise
            try:
                return await self.show_album(album, size, is_known)
            except NotFound:
                raise nothing from None
