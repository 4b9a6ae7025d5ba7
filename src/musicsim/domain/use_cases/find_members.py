"""Which tracks does a person mean?"""

from dataclasses import dataclass

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.identity import AlbumId, ArtistId, PlaylistId, TrackId, UserId
from musicsim.domain.model.seeds import Members, SeedKind, SeedWish
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.rules.holdings import held, own_contents
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.favourites import Favourites
from musicsim.ports.groups import Groups
from musicsim.ports.playlists import Playlists

_MOST = 500
"""Tracks that speak for an album, artist or playlist, at most: the first ones of a larger one."""

_HEARD = frozenset({TrackStatus.ANALYSED})


@dataclass(frozen=True, kw_only=True)
class FindMembers:
    """The tracks behind a seed: itself, or those of an album, an artist, a playlist, or a person's favourites."""

    catalogue: Catalogue
    groups: Groups
    playlists: Playlists
    favourites: Favourites

    async def __call__(self, user: UserId | None, wish: SeedWish) -> Members:
        """At most five hundred. NotFound for what there is not, or is another's; Invalid where nobody's favourites are
        asked for. Tags and words have none.
        """
        match wish.kind:
            case SeedKind.TRACK:
                return await self._track(wish)
            case SeedKind.ALBUM:
                return await self._album(wish)
            case SeedKind.ARTIST:
                return await self._artist(wish)
            case SeedKind.PLAYLIST:
                return await self._playlist(wish, user)
            case SeedKind.FAVOURITES:
                return await self._favourites(wish, user)
            case SeedKind.TAG | SeedKind.WORDS:
                return Members(wish, wish.id)

    async def _track(self, wish: SeedWish) -> Members:
        track = await self.catalogue.get(TrackId(wish.id))
        if track is None:
            raise NotFound.of("track", wish.id)
        return Members(wish, track.metadata.title, [track.id])

    async def _album(self, wish: SeedWish) -> Members:
        album = await self.groups.album(AlbumId(wish.id))
        if album is None:
            raise NotFound.of("album", wish.id)
        query = TrackQuery(album=album.id, statuses=_HEARD, limit=_MOST)
        return Members(wish, album.name, await self._found(query))

    async def _artist(self, wish: SeedWish) -> Members:
        artist = await self.groups.artist(ArtistId(wish.id))
        if artist is None:
            raise NotFound.of("artist", wish.id)
        query = TrackQuery(artist=artist.id, statuses=_HEARD, limit=_MOST)
        return Members(wish, artist.name, await self._found(query))

    async def _found(self, query: TrackQuery) -> list[TrackId]:
        return [track.id for track in (await self.catalogue.search(query)).items]

    async def _playlist(self, wish: SeedWish, user: UserId | None) -> Members:
        playlist = PlaylistId(wish.id)
        if user is None:
            raise NotFound.of("playlist", wish.id)
        contents = own_contents(await self.playlists.contents(playlist), playlist, user)
        items = (await held(contents, self.catalogue.search)).items
        return Members(wish, contents.playlist.name, list(dict.fromkeys(item.track_id for item in items))[:_MOST])

    async def _favourites(self, wish: SeedWish, user: UserId | None) -> Members:
        if user is None:
            raise Invalid("Nobody is signed in, whose favourites these could be.", "seeds")
        return Members(wish, "", list(await self.favourites.newest(user, _MOST)))
