"""What the tracks of the library are grouped under, in memory: told anew by all tracks at every question."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from musicsim.adapters.memory.database import MemoryDatabase, Row
from musicsim.domain.model.groups import Album, AlbumQuery, Artist, Genre, GroupQuery, Year
from musicsim.domain.model.identity import AlbumId, ArtistId, GenreId
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.page import Page
from musicsim.domain.rules.albums import (
    album_list_name,
    album_of,
    album_position,
    album_search_text,
    album_sort_value,
    part_of,
)
from musicsim.domain.rules.fitting import moods_of
from musicsim.domain.rules.grouping import album_id, artist_id, artists_of, genre_id, genres_of
from musicsim.domain.rules.groups import group_list_name, group_position, group_sort_value, is_downwards
from musicsim.domain.rules.listing import words
from musicsim.domain.rules.paging import page_of
from musicsim.domain.rules.text import fold
from musicsim.ports.groups import Groups

G = TypeVar("G", Artist, Genre)


class MemoryGroups(Groups):
    """Groups the tracks of a MemoryDatabase."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def artists(self, query: GroupQuery) -> Page[Artist]:
        return _page("artists", self._artists(), query)

    async def artist(self, artist_id: ArtistId) -> Artist | None:
        return next((artist for artist in self._artists() if artist.id == artist_id), None)

    async def artists_by_id(self, ids: Collection[ArtistId]) -> Mapping[ArtistId, Artist]:
        return {artist.id: artist for artist in self._artists() if artist.id in ids}

    async def albums(self, query: AlbumQuery) -> Page[Album]:
        after = album_position(query)
        having = self._albums_of(query.genre) if query.genre is not None else None
        found = [album for album in self._albums() if _fits(album, query) and (having is None or album.id in having)]
        placed = [(album_sort_value(album, query.order), album.id, album) for album in found]
        return page_of(placed, album_list_name(query), after, query.limit, reverse=query.reverse)

    async def album(self, album_id: AlbumId) -> Album | None:
        return next((album for album in self._albums() if album.id == album_id), None)

    async def albums_by_id(self, ids: Collection[AlbumId]) -> Mapping[AlbumId, Album]:
        return {album.id: album for album in self._albums() if album.id in ids}

    async def genres(self, query: GroupQuery) -> Page[Genre]:
        return _page("genres", self._genres(), query)

    async def genre(self, genre_id: GenreId) -> Genre | None:
        return next((genre for genre in self._genres() if genre.id == genre_id), None)

    async def moods(self) -> Sequence[tuple[str, int]]:
        return sorted(Counter(mood for row in self._rows() for mood in moods_of(row.analysis)).items())

    async def years(self) -> Sequence[Year]:
        years = Counter(row.track.metadata.year for row in self._rows())
        return [Year(year, years[year]) for year in sorted((each for each in years if each is not None), reverse=True)]

    def _artists(self) -> list[Artist]:
        albums = Counter(album.artist_id for album in self._albums())
        return [
            Artist(id=ArtistId(id_), name=name, tracks=count, albums=albums[ArtistId(id_)])
            for id_, name, count in self._named(artists_of, artist_id)
        ]

    def _genres(self) -> list[Genre]:
        return [
            Genre(id=GenreId(id_), name=name, tracks=count) for id_, name, count in self._named(genres_of, genre_id)
        ]

    def _albums(self) -> list[Album]:
        placed = [(id_, row.track) for row in self._rows() if (id_ := album_id(row.track)) is not None]
        groups = groupby(sorted(placed, key=lambda each: (each[0], each[1].id)), lambda each: each[0])
        return [album_of(id_, [part_of(track) for _, track in tracks]) for id_, tracks in groups]

    def _albums_of(self, genre: GenreId) -> set[AlbumId | None]:
        of_it = (row.track for row in self._rows() if genre in map(genre_id, genres_of(row.track.metadata)))
        return {album_id(track) for track in of_it}

    def _named(
        self, names_of: Callable[[Metadata], list[str]], id_of: Callable[[str], str]
    ) -> Iterable[tuple[str, str, int]]:
        """Ids, the first spelling of each, how many tracks."""
        names: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for row in self._rows():
            for name in names_of(row.track.metadata):
                names.setdefault(id_of(name), name)
                counts[id_of(name)] += 1
        return [(id_, name, counts[id_]) for id_, name in names.items()]

    def _rows(self) -> list[Row]:
        self._database.check()
        return list(self._database.present())


def _page(kind: str, groups: list[G], query: GroupQuery) -> Page[G]:
    after = group_position(kind, query)
    found = [
        each
        for each in groups
        if all(word in fold(each.name) for word in words(query.text)) and fold(each.name).startswith(fold(query.starts))
    ]
    placed = [(group_sort_value(each.name, each.tracks, query.order), each.id, each) for each in found]
    return page_of(placed, group_list_name(kind, query), after, query.limit, reverse=is_downwards(query))


def _fits(album: Album, query: AlbumQuery) -> bool:
    text = album_search_text(album)
    return (
        all(word in text for word in words(query.text))
        and fold(album.name).startswith(fold(query.starts))
        and (query.artist is None or album.artist_id == query.artist)
        and (query.year is None or album.year in query.year)
    )
