"""Albums, artists, genres and years: what a library is walked through by, besides its folders."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.errors import NotFound
from musicsim.domain.model.groups import Album, AlbumQuery, Artist, Genre, GroupQuery, Year
from musicsim.domain.model.identity import AlbumId, ArtistId, GenreId
from musicsim.domain.model.page import Page
from musicsim.ports.groups import Groups


@dataclass(frozen=True, kw_only=True)
class ListArtists:
    """Artists of tracks and of albums, page by page."""

    groups: Groups

    async def __call__(self, query: GroupQuery) -> Page[Artist]:
        """One page; Invalid for a foreign cursor."""
        return await self.groups.artists(query)


@dataclass(frozen=True, kw_only=True)
class ShowArtist:
    """One artist."""

    groups: Groups

    async def __call__(self, artist_id: ArtistId) -> Artist:
        """NotFound when no present track is by them."""
        if (artist := await self.groups.artist(artist_id)) is None:
            raise NotFound.of("artist", artist_id)
        return artist


@dataclass(frozen=True, kw_only=True)
class ListAlbums:
    """Albums, page by page."""

    groups: Groups

    async def __call__(self, query: AlbumQuery) -> Page[Album]:
        """One page; Invalid for a foreign cursor."""
        return await self.groups.albums(query)


@dataclass(frozen=True, kw_only=True)
class ShowAlbum:
    """One album."""

    groups: Groups

    async def __call__(self, album_id: AlbumId) -> Album:
        """NotFound when no present track is on it."""
        if (album := await self.groups.album(album_id)) is None:
            raise NotFound.of("album", album_id)
        return album


@dataclass(frozen=True, kw_only=True)
class ListGenres:
    """Genres, page by page."""

    groups: Groups

    async def __call__(self, query: GroupQuery) -> Page[Genre]:
        """One page; Invalid for a foreign cursor."""
        return await self.groups.genres(query)


@dataclass(frozen=True, kw_only=True)
class ShowGenre:
    """One genre."""

    groups: Groups

    async def __call__(self, genre_id: GenreId) -> Genre:
        """NotFound when no present track names it."""
        if (genre := await self.groups.genre(genre_id)) is None:
            raise NotFound.of("genre", genre_id)
        return genre


@dataclass(frozen=True, kw_only=True)
class ListMoods:
    """The tags that tracks can be filtered by."""

    groups: Groups

    async def __call__(self) -> Sequence[tuple[str, int]]:
        """All of them by name, and how many tracks likely have each."""
        return await self.groups.moods()


@dataclass(frozen=True, kw_only=True)
class ListYears:
    """The years that the library is from."""

    groups: Groups

    async def __call__(self) -> Sequence[Year]:
        """All of them, the latest first."""
        return await self.groups.years()
