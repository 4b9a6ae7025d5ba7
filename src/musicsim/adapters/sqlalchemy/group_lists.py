"""The statements behind lists of albums, artists and genres."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from musicsim.adapters.sqlalchemy.album_rows import ALBUM
from musicsim.adapters.sqlalchemy.conditions import LAST, whole, within
from musicsim.adapters.sqlalchemy.explorer_tables import albums, facets, track_facets
from musicsim.adapters.sqlalchemy.facets import GENRE
from musicsim.adapters.sqlalchemy.keyset import Keyset
from musicsim.adapters.sqlalchemy.tables import PRESENT, tracks
from musicsim.domain.model.groups import AlbumOrder, AlbumQuery, GroupOrder, GroupQuery
from musicsim.domain.model.identity import GenreId
from musicsim.domain.rules.listing import words
from musicsim.domain.rules.text import fold

_SMALLEST = -(2**63)

_ALBUMS = {
    AlbumOrder.NAME: Keyset(albums.c.name_sort, albums.c.id),
    AlbumOrder.ARTIST: Keyset(albums.c.artist_sort, albums.c.id),
    AlbumOrder.YEAR: Keyset(albums.c.year, albums.c.id, _SMALLEST),
    AlbumOrder.ADDED: Keyset(albums.c.recency, albums.c.id),
}
_GROUPS = {
    GroupOrder.NAME: Keyset(facets.c.sort, facets.c.id),
    GroupOrder.TRACKS: Keyset(facets.c.tracks, facets.c.id),
}


def album_keyset(query: AlbumQuery) -> Keyset:
    """The query's order."""
    return _ALBUMS[query.order]


def album_statement(query: AlbumQuery) -> Select[Any]:
    """The albums that fit, in no order."""
    tests = _named(albums.c.search, albums.c.name_sort, query.text, query.starts)
    if query.artist is not None:
        tests.append(albums.c.artist_id == query.artist)
    if query.genre is not None:
        tests.append(albums.c.id.in_(_albums_of(query.genre)))
    if query.year is not None:
        tests += within(albums.c.year, whole(query.year))
    return select(*ALBUM).where(*tests)


def _albums_of(genre: GenreId) -> Select[Any]:
    """The ids of albums of which a present track has the genre."""
    having = (track_facets.c.kind == GENRE, track_facets.c.facet == genre, PRESENT)
    return select(tracks.c.album_id).join(track_facets, track_facets.c.track_id == tracks.c.id).where(*having)


def group_keyset(query: GroupQuery) -> Keyset:
    """The query's order."""
    return _GROUPS[query.order]


def group_statement(kind: str, query: GroupQuery) -> Select[Any]:
    """The artists or genres that fit, in no order."""
    tests = _named(facets.c.sort, facets.c.sort, query.text, query.starts)
    return select(facets.c.id, facets.c.name, facets.c.tracks).where(facets.c.kind == kind, *tests)


def _named(text: ColumnElement[str], name: ColumnElement[str], words_in: str, starts: str) -> list[ColumnElement[bool]]:
    """Every word anywhere in the text, and how the name begins."""
    tests = [text.contains(word, autoescape=True) for word in words(words_in)]
    begins = fold(starts)
    return [*tests, name >= begins, name < begins + LAST] if begins else tests
