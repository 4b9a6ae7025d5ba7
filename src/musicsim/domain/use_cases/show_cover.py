"""Show the picture of a playlist."""

import asyncio
import hashlib
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from musicsim.domain.errors import NotFound
from musicsim.domain.model.artwork import Artwork, ArtworkOutcome, ArtworkSize, Cover, ShownArtwork
from musicsim.domain.model.identity import PlaylistId, TrackId
from musicsim.domain.model.metadata import Picture
from musicsim.domain.model.user import Caller
from musicsim.domain.rules.album_pictures import standing
from musicsim.domain.rules.artwork_policy import MOSAICS, is_due
from musicsim.domain.rules.holdings import held, own_contents
from musicsim.domain.rules.once import Once
from musicsim.domain.rules.streams import at_once, whole
from musicsim.ports.album_pictures import AlbumPictures
from musicsim.ports.artworks import Artworks
from musicsim.ports.blob_store import BlobStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.picture_editor import PictureEditor
from musicsim.ports.playlists import Playlists

Show = Callable[[TrackId, ArtworkSize], Coroutine[Any, Any, ShownArtwork]]
"""Shows a track's picture, NotFound where there is none."""

TILES = 4

_MOST_TRACKS = 200  # whose pictures are known, or are not
_MOST_LOOKS = 8  # tracks to open while somebody waits
_WEBP = "image/webp"


@dataclass(frozen=True, kw_only=True)
class ShowCover:
    """A mosaic of the first four different pictures of a playlist's tracks.

    It is kept under the names of its pictures, and made again when they change, or it is lost.
    """

    playlists: Playlists
    catalogue: Catalogue
    artworks: Artworks
    made: AlbumPictures
    blobs: BlobStore
    pictures: PictureEditor
    clock: Clock
    show: Show

    _drawings: Once[str, Picture] = field(default_factory=Once, init=False, compare=False)

    async def __call__(
        self,
        caller: Caller,
        playlist_id: PlaylistId,
        size: ArtworkSize,
        is_known: Callable[[str], bool] = lambda tag: False,
    ) -> Cover:
        """The picture, without its bytes for whom `is_known` says that they are.

        NotFound for a playlist that is unknown or another's, and where no track has a picture.
        """
        contents = own_contents(await self.playlists.contents(playlist_id), playlist_id, caller.user)
        full = await held(contents, self.catalogue.search)
        tiles = await self._tiles(list(dict.fromkeys(item.track_id for item in full.items))[:_MOST_TRACKS])
        if not tiles:
            raise NotFound("There is no picture of this playlist: none of its first tracks has one.")
        tag = _tag([tile.picture for tile in tiles], size)
        if is_known(tag):
            return Cover(tag, None)
        return Cover(tag, await self._kept(tag) or await self._drawings(tag, lambda: self._drawn(tag, tiles, size)))

    async def _tiles(self, tracks: Sequence[TrackId]) -> list[Artwork]:
        """The first four different pictures; the first few tracks that nobody looked at lately are looked at."""
        known, made = await self.artworks.get_many(tracks), await self.made.shown(tracks)
        lacking = [track for track in tracks if not _has_own(known.get(track))]
        others = await self.artworks.of_albums(lacking)
        tiles: dict[str, Artwork] = {}
        looks = 0
        for track in tracks:
            if len(tiles) == TILES:
                break
            artwork = standing(track, known.get(track), made.get(track), others.get(track))
            if looks < _MOST_LOOKS and self._is_worth_a_look(artwork):
                looks += 1
                artwork = await self._looked(track)
            if artwork is not None and artwork.outcome is ArtworkOutcome.FOUND:
                tiles.setdefault(artwork.picture, artwork)
        return list(tiles.values())

    def _is_worth_a_look(self, known: Artwork | None) -> bool:
        """Whether it is not known that there is a picture, and it was not found out lately that there is none."""
        return known is None or (known.outcome is not ArtworkOutcome.FOUND and is_due(known, self.clock.now()))

    async def _looked(self, track: TrackId) -> Artwork | None:
        try:
            return (await self.show(track, ArtworkSize.TINY)).artwork
        except NotFound:
            return None

    async def _drawn(self, tag: str, tiles: Sequence[Artwork], size: ArtworkSize) -> Picture:
        shown = await asyncio.gather(*(self.show(tile.track, size) for tile in tiles))
        mosaic = await self.pictures.mosaic([one.picture.data for one in shown if one.picture is not None], size)
        await self.blobs.put(_key(tag), at_once(mosaic.data), mosaic.media_type)
        return mosaic

    async def _kept(self, tag: str) -> Picture | None:
        try:
            return Picture(await whole(self.blobs.read(_key(tag))), _WEBP)
        except NotFound:
            return None


def _has_own(known: Artwork | None) -> bool:
    return known is not None and known.outcome is ArtworkOutcome.FOUND


def _tag(pictures: Sequence[str], size: ArtworkSize) -> str:
    digest = hashlib.sha256("\n".join(pictures).encode()).hexdigest()
    return f"{digest[:32]}-{size.value}"


def _key(tag: str) -> str:
    return f"{MOSAICS}{tag}.webp"
