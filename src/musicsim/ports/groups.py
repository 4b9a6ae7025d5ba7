"""What the tracks of the library are grouped under."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from musicsim.domain.model.groups import Album, AlbumQuery, Artist, Genre, GroupQuery, Year
from musicsim.domain.model.identity import AlbumId, ArtistId, GenreId
from musicsim.domain.model.page import Page


class Groups(Protocol):
    """Albums, artists, genres and years of present tracks, beside the catalogue, whose every write they follow.

    A group appears with its first present track and is gone with its last. Its name is spelled as its first track (by
    id) spells it. Lists are in the query's order, ties by id; following `next` until it is None gives each group that
    was there all the time exactly once. Invalid for a cursor that the list did not make. All methods raise Unavailable
    when the database does not answer.
    """

    @abstractmethod
    async def artists(self, query: GroupQuery) -> Page[Artist]:
        """Artists of tracks and of their albums."""

    @abstractmethod
    async def artist(self, artist_id: ArtistId) -> Artist | None:
        """The artist, or None."""

    @abstractmethod
    async def artists_by_id(self, ids: Collection[ArtistId]) -> Mapping[ArtistId, Artist]:
        """Those of these artists that there are, read at once."""

    @abstractmethod
    async def albums(self, query: AlbumQuery) -> Page[Album]:
        """Albums; tracks that name none are on none."""

    @abstractmethod
    async def album(self, album_id: AlbumId) -> Album | None:
        """The album, or None."""

    @abstractmethod
    async def albums_by_id(self, ids: Collection[AlbumId]) -> Mapping[AlbumId, Album]:
        """Those of these albums that there are, read at once."""

    @abstractmethod
    async def genres(self, query: GroupQuery) -> Page[Genre]:
        """Genres."""

    @abstractmethod
    async def genre(self, genre_id: GenreId) -> Genre | None:
        """The genre, or None."""

    @abstractmethod
    async def moods(self) -> Sequence[tuple[str, int]]:
        """The tags that a query can ask for as moods, by name, and how many present tracks have each with a
        likelihood of at least LEAST_MOOD.
        """

    @abstractmethod
    async def years(self) -> Sequence[Year]:
        """Every year that a present track is from, the latest first."""
