"""What tracks are grouped under: albums, artists, genres, years. A group is there while a present track is in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from musicsim.domain.model.browse import check_limit, check_text
from musicsim.domain.model.identity import AlbumId, ArtistId, GenreId, TrackId
from musicsim.domain.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Artist:
    """Somebody that tracks, or the albums they are from, are by: how many tracks, and how many albums of their own."""

    id: ArtistId
    name: str
    tracks: int
    albums: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """An album: `artist` is "Various Artists" when its tracks are by many, `year` that of most of them; `duration`
    in seconds, of the tracks whose own is known; `added_at` is when the newest came.
    """

    id: AlbumId
    name: str
    artist: str
    artist_id: ArtistId | None
    year: int | None
    tracks: int
    duration: float
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AlbumPart:
    """What an album is told by of one of its tracks; `artist` is the lead."""

    track: TrackId
    album: str
    artist: str
    year: int | None
    duration: float | None
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Genre:
    """A genre as files name it, and how many tracks."""

    id: GenreId
    name: str
    tracks: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year, and how many tracks."""

    year: int
    tracks: int


class GroupOrder(StrEnum):
    """Orders of artists and genres."""

    NAME = "name"
    TRACKS = "tracks"  # most first


class AlbumOrder(StrEnum):
    """Orders of albums."""

    NAME = "name"
    ARTIST = "artist"  # by artist, then year and name
    YEAR = "year"  # unknown ones last, whichever way round
    ADDED = "added"  # newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupQuery:
    """Which artists or genres to list: `text` and `starts` as in TrackQuery, of the name."""

    text: str = ""
    starts: str = ""
    order: GroupOrder = GroupOrder.NAME
    reverse: bool = False
    limit: int = 50
    cursor: str | None = None

    def __post_init__(self) -> None:
        check_limit(self.limit)
        check_text(self.text)
        check_text(self.starts, "starts")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlbumQuery:
    """Which albums to list: `text` is looked for in name and artist; `starts` begins the name; `genre` is a track's."""

    text: str = ""
    starts: str = ""
    artist: ArtistId | None = None
    genre: GenreId | None = None
    year: Span | None = None
    order: AlbumOrder = AlbumOrder.NAME
    reverse: bool = False
    limit: int = 50
    cursor: str | None = None

    def __post_init__(self) -> None:
        check_limit(self.limit)
        check_text(self.text)
        check_text(self.starts, "starts")
