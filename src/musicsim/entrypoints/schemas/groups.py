"""Albums, artists, genres, years."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from musicsim.domain.model import groups as domain
from musicsim.domain.model.details import Beside
from musicsim.domain.model.page import Page
from musicsim.domain.model.quick import QuickHits
from musicsim.entrypoints.schemas.track import Track


class Artist(msgspec.Struct, frozen=True):
    """Somebody that `tracks` are by, and so many `albums` of their own."""

    id: str
    name: str
    tracks: int
    albums: int

    @classmethod
    def of(cls, artist: domain.Artist) -> "Artist":
        return cls(artist.id, artist.name, artist.tracks, artist.albums)


class ArtistPage(msgspec.Struct, frozen=True):
    """Some artists and, when there are more, the cursor to ask for the next ones with."""

    items: list[Artist]
    next: str | None

    @classmethod
    def of(cls, page: Page[domain.Artist]) -> "ArtistPage":
        return cls([*map(Artist.of, page.items)], page.next)


class Album(msgspec.Struct, frozen=True, kw_only=True):
    """An album; `artist` is "Various Artists" when its tracks are by many, `year` that of most of them. `duration` in
    seconds; `added_at` is when the newest of its tracks came.
    """

    id: str
    name: str
    artist: str
    artist_id: str | None
    year: int | None
    tracks: int
    duration: float
    added_at: datetime

    @classmethod
    def of(cls, album: domain.Album) -> "Album":
        return cls(
            id=album.id,
            name=album.name,
            artist=album.artist,
            artist_id=album.artist_id,
            year=album.year,
            tracks=album.tracks,
            duration=round(album.duration, 3),
            added_at=album.added_at,
        )


class AlbumPage(msgspec.Struct, frozen=True):
    """Some albums and, when there are more, the cursor to ask for the next ones with."""

    items: list[Album]
    next: str | None

    @classmethod
    def of(cls, page: Page[domain.Album]) -> "AlbumPage":
        return cls([*map(Album.of, page.items)], page.next)


class Genre(msgspec.Struct, frozen=True):
    """A genre as files name it, and how many tracks."""

    id: str
    name: str
    tracks: int

    @classmethod
    def of(cls, genre: domain.Genre) -> "Genre":
        return cls(genre.id, genre.name, genre.tracks)


class GenrePage(msgspec.Struct, frozen=True):
    """Some genres and, when there are more, the cursor to ask for the next ones with."""

    items: list[Genre]
    next: str | None

    @classmethod
    def of(cls, page: Page[domain.Genre]) -> "GenrePage":
        return cls([*map(Genre.of, page.items)], page.next)


class Mood(msgspec.Struct, frozen=True):
    """A tag, and how many tracks have it with a likelihood of at least 0.1."""

    name: str
    tracks: int


class Moods(msgspec.Struct, frozen=True):
    """All of them, by name."""

    items: list[Mood]
    next: None

    @classmethod
    def of(cls, moods: Sequence[tuple[str, int]]) -> "Moods":
        return cls([Mood(*mood) for mood in moods], None)


class Year(msgspec.Struct, frozen=True):
    """A year, and how many tracks are from it."""

    year: int
    tracks: int


class Years(msgspec.Struct, frozen=True):
    """All of them, the latest first."""

    items: list[Year]
    next: None

    @classmethod
    def of(cls, years: Sequence[domain.Year]) -> "Years":
        return cls([Year(each.year, each.tracks) for each in years], None)


class Quick(msgspec.Struct, frozen=True):
    """A few of each kind, the likeliest first."""

    artists: list[Artist]
    albums: list[Album]
    tracks: list[Track]

    @classmethod
    def of(cls, hits: QuickHits, beside: Beside) -> "Quick":
        tracks = [Track.of(track, beside) for track in hits.tracks]
        return cls([*map(Artist.of, hits.artists)], [*map(Album.of, hits.albums)], tracks)
