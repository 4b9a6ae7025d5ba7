"""What is known of pictures, in memory."""

from collections.abc import Collection, Mapping

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.artwork import Artwork, ArtworkOutcome
from musicsim.domain.model.browse import TrackOrder
from musicsim.domain.model.identity import AlbumId, TrackId
from musicsim.domain.model.track import Track
from musicsim.domain.rules.grouping import album_id
from musicsim.domain.rules.listing import sort_value
from musicsim.ports.artworks import Artworks

_Object = tuple[int, int]


class MemoryArtworks(Artworks):
    """Keeps them beside the MemoryDatabase of the catalogue. `read` counts the rows that were asked for."""

    def __init__(self, database: MemoryDatabase) -> None:
        self.read = 0
        self._database = database
        self._kept: dict[TrackId, tuple[_Object, Artwork]] = {}

    async def get(self, track: TrackId) -> Artwork | None:
        return (await self.get_many([track])).get(track)

    async def get_many(self, tracks: Collection[TrackId]) -> Mapping[TrackId, Artwork]:
        self._database.check()
        self.read += len(tracks)
        found = {track: self._kept[track] for track in tracks if track in self._kept}
        return {track: artwork for track, (seen, artwork) in found.items() if seen == self._object(track)}

    async def of_albums(self, tracks: Collection[TrackId]) -> Mapping[TrackId, Artwork]:
        albums = {track: album_id(self._database.rows[track].track) for track in tracks if track in self._database.rows}
        mates = [row.track for row in self._database.present() if album_id(row.track) in albums.values()]
        found: dict[AlbumId | None, Artwork] = {}
        for track in sorted(mates, key=lambda one: (sort_value(one, TrackOrder.ALBUM), one.id)):
            artwork = await self.get(track.id)
            if artwork is not None and artwork.outcome is ArtworkOutcome.FOUND:
                found.setdefault(album_id(track), artwork)
        return {track: found[album] for track, album in albums.items() if album is not None and album in found}

    async def save(self, track: Track, artwork: Artwork) -> bool:
        self._database.check()
        seen = track.size, track.modified_ns
        if seen != self._object(track.id):
            return False
        self._kept[track.id] = seen, artwork
        return True

    async def named(self, pictures: Collection[str]) -> frozenset[str]:
        self._database.check()
        return frozenset(pictures) & {artwork.picture for _, artwork in self._kept.values()}

    def _object(self, track: TrackId) -> _Object | None:
        row = self._database.rows.get(track)
        return (row.track.size, row.track.modified_ns) if row else None
