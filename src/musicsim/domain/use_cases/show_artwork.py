"""Show the picture of a track."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from musicsim.domain.errors import Invalid, NotFound, Unavailable
from musicsim.domain.model.album_picture import AlbumPicture
from musicsim.domain.model.artwork import Artwork, ArtworkOutcome, ArtworkSize, ArtworkSource, ShownArtwork
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.metadata import Picture
from musicsim.domain.model.track import Track
from musicsim.domain.rules.album_pictures import as_artwork
from musicsim.domain.rules.artwork_policy import is_due, variant_key, variant_tag
from musicsim.domain.rules.once import Once
from musicsim.domain.rules.streams import at_once, whole
from musicsim.ports.album_pictures import AlbumPictures
from musicsim.ports.artworks import Artworks
from musicsim.ports.blob_store import BlobStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.picture_editor import PictureEditor

Look = Callable[[Track], Coroutine[Any, Any, Artwork]]
"""Looks for a track's picture, and keeps what it finds."""

_WEBP = "image/webp"


@dataclass(frozen=True, kw_only=True)
class ShowArtwork:
    """A track's picture in one of a few sizes: what a person brought for its album, else what its files bring, else
    what another track of its album is known to bring, else what was made for its album.

    Two rows and one blob, once somebody has asked; before that the picture is looked for, and the size is made of the
    largest one. All of that can be lost: it is made again.
    """

    catalogue: Catalogue
    artworks: Artworks
    made: AlbumPictures
    blobs: BlobStore
    pictures: PictureEditor
    clock: Clock
    look: Look

    _looks: Once[TrackId, Artwork] = field(default_factory=Once, init=False, compare=False)
    _drawings: Once[str, Picture | None] = field(default_factory=Once, init=False, compare=False)

    async def __call__(
        self, track_id: TrackId, size: ArtworkSize, is_known: Callable[[str], bool] = lambda tag: False
    ) -> ShownArtwork:
        """The picture, without its bytes for whom `is_known` says that they are.

        NotFound for an unknown track, and where there is no picture. Unavailable when that cannot be told.
        """
        made = (await self.made.shown([track_id])).get(track_id)
        if made is not None and made.source is ArtworkSource.UPLOADED:
            if (shown := await self._made(track_id, made, size, is_known)) is not None:
                return shown
            made = None
        try:
            return await self._own(track_id, size, is_known)
        except (NotFound, Unavailable):
            if (shown := await self._of_album(track_id, made, size, is_known)) is not None:
                return shown
            raise

    async def _of_album(
        self, track_id: TrackId, made: AlbumPicture | None, size: ArtworkSize, is_known: Callable[[str], bool]
    ) -> ShownArtwork | None:
        others = (await self.artworks.of_albums([track_id])).get(track_id)
        shown = await self._shown(others, size, is_known) if others is not None else None
        if shown is None and made is not None:
            shown = await self._made(track_id, made, size, is_known)
        return shown

    async def _made(
        self, track_id: TrackId, made: AlbumPicture, size: ArtworkSize, is_known: Callable[[str], bool]
    ) -> ShownArtwork | None:
        """The picture that was kept for the track's album; None when its bytes are lost, which is noted: what was
        made is made again.
        """
        shown = await self._shown(as_artwork(track_id, made), size, is_known)
        if shown is None:
            await self.made.lose(made.id, self.clock.now())
        return shown

    async def _own(self, track_id: TrackId, size: ArtworkSize, is_known: Callable[[str], bool]) -> ShownArtwork:
        """The picture that the track's files bring."""
        kept = await self.artworks.get(track_id)
        if kept is None or is_due(kept, self.clock.now()):
            kept = await self._looked(track_id, kept)
        shown = await self._shown(kept, size, is_known)
        if shown is None:  # its blobs were lost
            shown = await self._shown(await self._looked(track_id, None), size, is_known)
        if shown is None:
            raise Unavailable("blobs", "The picture was found, but could not be kept. See MUSICSIM_BLOBS.")
        return shown

    async def _looked(self, track_id: TrackId, kept: Artwork | None) -> Artwork:
        """What another look comes to; `kept` while the file is gone, or the library is out of reach."""
        track = await self.catalogue.get(track_id)
        if track is None:
            raise NotFound.of("track", track_id)
        if track.missing_since:
            if kept is not None:
                return kept
            raise NotFound(f"The file of {track.metadata.title!r} is gone.")
        try:
            return await self._looks(track_id, lambda: self.look(track))
        except Unavailable:
            if kept is not None and kept.outcome is ArtworkOutcome.FOUND:
                return kept
            raise

    async def _shown(self, artwork: Artwork, size: ArtworkSize, is_known: Callable[[str], bool]) -> ShownArtwork | None:
        if artwork.outcome is not ArtworkOutcome.FOUND:
            raise NotFound(f"There is no picture that can be shown. {artwork.reason}".rstrip())
        tag = variant_tag(artwork.picture, size)
        if is_known(tag):
            return ShownArtwork(artwork, tag, None)
        picture = await self._kept(variant_key(artwork.picture, size))
        if picture is None and size is not ArtworkSize.LARGEST:
            picture = await self._drawings(tag, lambda: self._drawn(artwork.picture, size))
        return ShownArtwork(artwork, tag, picture) if picture is not None else None

    async def _drawn(self, name: str, size: ArtworkSize) -> Picture | None:
        """The size, made of the largest; None when that is lost."""
        key = variant_key(name, ArtworkSize.LARGEST)
        largest = await self._kept(key)
        if largest is None:
            return None
        try:
            picture = await self.pictures.thumbnail(largest.data, size)
        except Invalid:  # damaged on the way or in its place: as good as lost
            await self.blobs.delete(key)
            return None
        await self.blobs.put(variant_key(name, size), at_once(picture.data), picture.media_type)
        return picture

    async def _kept(self, key: str) -> Picture | None:
        try:
            return Picture(await whole(self.blobs.read(key)), _WEBP)
        except NotFound:
            return None
