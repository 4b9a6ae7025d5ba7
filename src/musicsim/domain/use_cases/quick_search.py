"""A few of everything while somebody types."""

import asyncio
from dataclasses import dataclass, replace

from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.groups import Album, AlbumQuery, Artist, GroupOrder, GroupQuery
from musicsim.domain.model.quick import QuickHits
from musicsim.domain.model.track import Track
from musicsim.domain.rules.relevance import likeliest
from musicsim.domain.rules.text import fold
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.groups import Groups

_LOOKED_AT = 50
"""Names of a kind that are compared: those that begin as typed, and as many with the words anywhere."""


@dataclass(frozen=True, kw_only=True)
class QuickSearch:
    """Artists, albums and tracks by their names, the likeliest first: what a command palette shows."""

    catalogue: Catalogue
    groups: Groups

    async def __call__(self, text: str, limit: int) -> QuickHits:
        """At most `limit` of each kind; nothing for no words. Tracks are also found by artist, album and path."""
        if not fold(text):
            return QuickHits([], [], [])
        artists, albums, tracks = await asyncio.gather(self._artists(text), self._albums(text), self._tracks(text))
        return QuickHits(
            likeliest(artists, text, lambda artist: artist.name, limit),
            likeliest(albums, text, lambda album: album.name, limit),
            likeliest(tracks, text, lambda track: track.metadata.title, limit),
        )

    async def _artists(self, text: str) -> list[Artist]:
        anywhere = GroupQuery(text=text, order=GroupOrder.TRACKS, limit=_LOOKED_AT)
        begun = replace(anywhere, text="", starts=text, order=GroupOrder.NAME)
        pages = await asyncio.gather(self.groups.artists(begun), self.groups.artists(anywhere))
        return list({artist.id: artist for page in pages for artist in page.items}.values())

    async def _albums(self, text: str) -> list[Album]:
        queries = AlbumQuery(starts=text, limit=_LOOKED_AT), AlbumQuery(text=text, limit=_LOOKED_AT)
        pages = await asyncio.gather(*map(self.groups.albums, queries))
        return list({album.id: album for page in pages for album in page.items}.values())

    async def _tracks(self, text: str) -> list[Track]:
        begun = TrackQuery(starts=text, order=TrackOrder.TITLE, limit=_LOOKED_AT)
        queries = begun, TrackQuery(text=text, limit=_LOOKED_AT)
        pages = await asyncio.gather(*map(self.catalogue.search, queries))
        return list({track.id: track for page in pages for track in page.items}.values())
