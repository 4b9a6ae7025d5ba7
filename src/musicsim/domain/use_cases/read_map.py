"""The map as it was made last, and what can be asked of it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.clusters import ClusterId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.library_map import FARTHEST, MAP, LibraryMap, MappedTrack, Packed
from musicsim.domain.model.page import Page
from musicsim.domain.model.track import Track
from musicsim.domain.rules.cursors import decode_cursor, encode_cursor
from musicsim.domain.rules.map_packing import unpacked
from musicsim.domain.rules.map_reading import mapped, most_typical, nearest_places, typical_position
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.derived import Derived

_NONE = "There is no map yet: it is made soon after something has been listened to, unless map_every is 0."


@dataclass
class _Shelf:
    """The map that this process has read last; None where that was none."""

    version: str | None = None
    map: LibraryMap | None = None
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, kw_only=True)
class ReadMap:
    """Reads the map when there is a newer one than this process knows, once for all who wait for it: 35 MB for a
    million tracks.
    """

    derived: Derived
    shelf: _Shelf = field(default_factory=_Shelf)

    async def __call__(self) -> LibraryMap | None:
        """The newest; None before the first, and where what is kept cannot be read."""
        shelf = self.shelf
        if await self._version() != shelf.version:
            async with shelf.reading:
                if await self._version() != shelf.version:  # still, when it is our turn
                    found = await self.derived.get(MAP)
                    shelf.map = await asyncio.to_thread(_readable, found[1]) if found is not None else None
                    shelf.version = found[0].version if found is not None else None
        return shelf.map

    async def _version(self) -> str | None:
        making = await self.derived.making(MAP)
        return making.version if making is not None else None


def _readable(content: bytes) -> LibraryMap | None:
    try:
        return unpacked(content)
    except ValueError:
        return None


Read = Callable[[], Awaitable[LibraryMap | None]]
"""Reads the newest map, as ReadMap does."""


@dataclass(frozen=True, kw_only=True)
class DownloadMap:
    """The whole map at once."""

    derived: Derived

    async def __call__(self, known: Callable[[str], bool] = lambda _: False) -> Packed:
        """It, or only its version where `known` says that the caller has that. NotFound before the first."""
        making = await self.derived.making(MAP)
        if making is not None and known(making.version):
            return Packed(making.version, b"")
        found = await self.derived.get(MAP) if making is not None else None
        if found is None:
            raise NotFound(_NONE)
        return Packed(found[0].version, found[1])


@dataclass(frozen=True, kw_only=True)
class ShowMap:
    """What is on the map: its regions, its clusters, its colours."""

    read: Read

    async def __call__(self) -> LibraryMap:
        """NotFound before the first."""
        found = await self.read()
        if found is None:
            raise NotFound(_NONE)
        return found


@dataclass(frozen=True, kw_only=True)
class LookAround:
    """The tracks that lie nearest to a place: the map for those who do not look at it."""

    show: ShowMap
    catalogue: Catalogue

    async def __call__(self, x: int, y: int, limit: int) -> list[MappedTrack]:
        """The nearest first, ties by id; tracks that are gone are passed over. Invalid for a place off the map."""
        if not (0 <= x <= FARTHEST and 0 <= y <= FARTHEST):
            raise Invalid(f"A place on the map has coordinates from 0 to {FARTHEST}.", "x")
        found = await self.show()
        rows = await asyncio.to_thread(nearest_places, found.columns, x, y, limit)
        tracks = await self.catalogue.get_many([found.columns.id_of(row) for row in rows])
        places = (mapped(found, track) for track in tracks if track.missing_since is None)
        return [place for place in places if place is not None]


@dataclass(frozen=True, kw_only=True)
class FindPlace:
    """Where a track is."""

    show: ShowMap
    catalogue: Catalogue

    async def __call__(self, track_id: TrackId) -> MappedTrack:
        """NotFound for an unknown track, and for one that is not on the map (yet)."""
        if (track := await self.catalogue.get(track_id)) is None:
            raise NotFound.of("track", track_id)
        if (place := mapped(await self.show(), track)) is None:
            raise NotFound(f"The track {track_id!r} is not on the map: it may come with the next one.")
        return place


@dataclass(frozen=True, kw_only=True)
class ListCluster:
    """The tracks of a cluster, the most typical first."""

    read: Read
    catalogue: Catalogue

    async def __call__(self, cluster_id: ClusterId, limit: int, cursor: str | None = None) -> Page[Track]:
        """A page; following `next` gives each present track once, as long as no new map is made.

        NotFound for a cluster that there is not, or not any more; Invalid for a cursor of another list.
        """
        number, found = await self._find(cluster_id)
        name = f"cluster {cluster_id}"
        after = decode_cursor(cursor, name, int) if cursor is not None else None
        rows = await asyncio.to_thread(most_typical, found.columns, number, after)
        page = rows[:limit]
        tracks = await self.catalogue.get_many([found.columns.id_of(row) for row in page])
        more = encode_cursor(name, typical_position(found.columns, page[-1])) if len(rows) > limit else None
        return Page([track for track in tracks if track.missing_since is None], more)

    async def _find(self, cluster_id: ClusterId) -> tuple[int, LibraryMap]:
        found = await self.read()
        for number, cluster in enumerate(found.clusters if found is not None else (), 1):
            if cluster.id == cluster_id and found is not None:
                return number, found
        raise NotFound.of("cluster", cluster_id)
