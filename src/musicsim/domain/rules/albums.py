"""An album, told by its tracks."""

from collections import Counter
from collections.abc import Sequence
from functools import reduce

from musicsim.domain.model.groups import Album, AlbumOrder, AlbumPart, AlbumQuery
from musicsim.domain.model.identity import AlbumId
from musicsim.domain.model.track import Track
from musicsim.domain.rules.cursors import Position, SortValue, decode_cursor, list_of
from musicsim.domain.rules.grouping import artist_id, lead_artist
from musicsim.domain.rules.listing import recency
from musicsim.domain.rules.naming import VARIOUS
from musicsim.domain.rules.text import fold

_LONGEST = 1e9  # seconds: what is longer was measured wrong


def part_of(track: Track) -> AlbumPart:
    """What an album is told by of a track that is on it."""
    about = track.metadata
    return AlbumPart(
        track=track.id,
        album=about.album,
        artist=lead_artist(about),
        year=about.year,
        duration=about.duration,
        added_at=track.added_at,
    )


def album_of(album_id: AlbumId, parts: Sequence[AlbumPart]) -> Album:
    """The album that has these parts, one at least, by track id: spelled as the first one spells it."""
    first = parts[0]
    artist = first.artist if len({fold(part.artist) for part in parts}) == 1 else VARIOUS
    years = Counter(part.year for part in parts if part.year is not None)
    durations = (part.duration for part in parts if part.duration is not None)
    return Album(
        id=album_id,
        name=first.album,
        artist=artist,
        artist_id=artist_id(artist) if artist else None,
        year=min(years, key=lambda year: (-years[year], year)) if years else None,
        tracks=len(parts),
        # one after the other: Python adds up floats in ways that differ between versions
        duration=reduce(float.__add__, (float(each) for each in durations if 0 < each < _LONGEST), 0.0),
        added_at=max(part.added_at for part in parts),
    )


def album_sort_value(album: Album, order: AlbumOrder) -> SortValue:
    """What `order` compares of an album."""
    match order:
        case AlbumOrder.NAME:
            return fold(album.name)
        case AlbumOrder.ARTIST:
            return f"{fold(album.artist)}\n{max(album.year or 0, 0):010}\n{fold(album.name)}"
        case AlbumOrder.YEAR:
            return album.year
        case AlbumOrder.ADDED:
            return recency(album.added_at)


def album_search_text(album: Album) -> str:
    """All that a search for albums looks at, folded, a line each."""
    return f"{fold(album.name)}\n{fold(album.artist)}"


def album_list_name(query: AlbumQuery) -> str:
    """The name that binds the cursors of a list of albums to it."""
    return list_of("albums", query)


def album_position(query: AlbumQuery) -> Position | None:
    """Behind what the page begins; Invalid for a cursor that this list did not make."""
    if query.cursor is None:
        return None
    kind = int if query.order in (AlbumOrder.YEAR, AlbumOrder.ADDED) else str
    return decode_cursor(query.cursor, album_list_name(query), kind, unknown=query.order is AlbumOrder.YEAR)
