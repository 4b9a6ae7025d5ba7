"""What the tracks of the library are grouped under, in a relational database: as saving keeps it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, literal, select

from musicsim.adapters.sqlalchemy.album_rows import ALBUM, album_from
from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.explorer_tables import albums, facets
from musicsim.adapters.sqlalchemy.facets import ARTIST, GENRE, MOOD, YEAR
from musicsim.adapters.sqlalchemy.group_lists import album_keyset, album_statement, group_keyset, group_statement
from musicsim.adapters.sqlalchemy.keyset import next_of
from musicsim.adapters.sqlalchemy.storable import storable, storables
from musicsim.domain.model.groups import Album, AlbumQuery, Artist, Genre, GroupQuery, Year
from musicsim.domain.model.identity import AlbumId, ArtistId, GenreId
from musicsim.domain.model.page import Page
from musicsim.domain.rules.albums import album_list_name, album_position
from musicsim.domain.rules.groups import group_list_name, group_position, is_downwards
from musicsim.ports.groups import Groups

_OWN = select(albums.c.artist_id, func.count()).where(among(albums.c.artist_id)).group_by(albums.c.artist_id)
_COUNTS = select(facets.c.name, facets.c.tracks).order_by(facets.c.sort)
# written out, as few are of a kind: a plan for any kind would read all
_MOODS = _COUNTS.where(facets.c.kind == literal(MOOD, literal_execute=True))
_YEARS = _COUNTS.where(facets.c.kind == literal(YEAR, literal_execute=True))

_THOSE_ALBUMS: Select[Any] = select(*ALBUM).where(among(albums.c.id))
_THOSE_ARTISTS: Select[Any] = select(facets.c.id, facets.c.name, facets.c.tracks).where(
    facets.c.kind == ARTIST, among(facets.c.id)
)


class SqlGroups(Groups):
    """Reads the tables that writing to the catalogue of the same Database keeps up."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def artists(self, query: GroupQuery) -> Page[Artist]:
        def read(connection: Connection) -> Page[Artist]:
            rows, more = _listed(connection, ARTIST, "artists", query, after)
            return Page(_artists(connection, rows), more)

        after = group_position("artists", query)
        return await self._database.snapshot(read) if storable(query.text + query.starts) else Page([], None)

    async def artist(self, artist_id: ArtistId) -> Artist | None:
        return (await self.artists_by_id([artist_id])).get(artist_id)

    async def artists_by_id(self, ids: Collection[ArtistId]) -> Mapping[ArtistId, Artist]:
        wanted = storables(ids)

        def read(connection: Connection) -> dict[ArtistId, Artist]:
            runs = (connection.execute(_THOSE_ARTISTS, {"names": run}).all() for run in chunks(wanted))
            return {artist.id: artist for rows in runs for artist in _artists(connection, rows)}

        return await self._database.snapshot(read) if wanted else {}

    async def albums(self, query: AlbumQuery) -> Page[Album]:
        after = album_position(query)
        if not storable(query.text + query.starts + (query.artist or "") + (query.genre or "")):
            return Page([], None)
        keyset, statement = album_keyset(query), album_statement(query)
        rows = await self._database.read(
            lambda c: keyset.rows(c, statement, after, query.limit + 1, reverse=query.reverse)
        )
        return Page([*map(album_from, rows[: query.limit])], next_of(rows, query.limit, album_list_name(query)))

    async def album(self, album_id: AlbumId) -> Album | None:
        return (await self.albums_by_id([album_id])).get(album_id)

    async def albums_by_id(self, ids: Collection[AlbumId]) -> Mapping[AlbumId, Album]:
        wanted = storables(ids)

        def look_up(connection: Connection) -> dict[AlbumId, Album]:
            runs = (connection.execute(_THOSE_ALBUMS, {"names": run}).all() for run in chunks(wanted))
            return {AlbumId(row.id): album_from(row) for rows in runs for row in rows}

        return await self._database.look_up(wanted, look_up) if wanted else {}

    async def genres(self, query: GroupQuery) -> Page[Genre]:
        after = group_position("genres", query)
        if not storable(query.text + query.starts):
            return Page([], None)
        rows, more = await self._database.read(lambda c: _listed(c, GENRE, "genres", query, after))
        return Page([*map(_genre, rows)], more)

    async def genre(self, genre_id: GenreId) -> Genre | None:
        rows = await self._database.rows(_one(GENRE, genre_id)) if storable(genre_id) else []
        return _genre(rows[0]) if rows else None

    async def moods(self) -> Sequence[tuple[str, int]]:
        rows = await self._database.rows(_MOODS)
        return [(name, count) for name, count in rows]

    async def years(self) -> Sequence[Year]:
        rows = await self._database.rows(_YEARS)
        return sorted((Year(int(name), count) for name, count in rows), key=lambda each: -each.year)


def _one(kind: str, id_: str) -> Select[Any]:
    return select(facets.c.id, facets.c.name, facets.c.tracks).where(facets.c.kind == kind, facets.c.id == id_)


def _listed(
    connection: Connection, kind: str, name: str, query: GroupQuery, after: Any
) -> tuple[list[Row[Any]], str | None]:
    """The rows of a page, and the cursor behind them."""
    rows = group_keyset(query).rows(
        connection, group_statement(kind, query), after, query.limit + 1, reverse=is_downwards(query)
    )
    return rows[: query.limit], next_of(rows, query.limit, group_list_name(name, query))


def _artists(connection: Connection, rows: Sequence[Row[Any]]) -> list[Artist]:
    own = dict(connection.execute(_OWN, {"names": [row.id for row in rows]}).tuples().all()) if rows else {}
    return [Artist(id=ArtistId(row.id), name=row.name, tracks=row.tracks, albums=own.get(row.id, 0)) for row in rows]


def _genre(row: Row[Any]) -> Genre:
    return Genre(id=GenreId(row.id), name=row.name, tracks=row.tracks)
