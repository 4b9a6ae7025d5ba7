"""What tracks have in common with others: written with every track, and counted for the present ones."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, select, update

from musicsim.adapters.sqlalchemy import album_rows
from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.explorer_tables import facets, track_facets
from musicsim.adapters.sqlalchemy.tables import PRESENT, tracks
from musicsim.adapters.sqlalchemy.upserts import add_into, replace_into, write_rows
from musicsim.domain.model.track import Track
from musicsim.domain.rules.grouping import artist_id, artists_of, genre_id, genres_of
from musicsim.domain.rules.text import fold

ARTIST, GENRE, MOOD, YEAR = "artist", "genre", "mood", "year"

Facet = tuple[str, str]
"""A kind and an id."""


@dataclass(slots=True)
class Tally:
    """How many of some tracks, the present ones, have each facet, what these are called, and the albums they are on."""

    tracks: Counter[Facet] = field(default_factory=Counter)
    names: dict[Facet, str] = field(default_factory=dict)
    albums: set[str] = field(default_factory=set)

    def add(self, facet: Facet, name: str, count: int) -> None:
        self.tracks[facet] += count
        self.names[facet] = name


@contextmanager
def regrouped(connection: Connection, ids: Collection[str]) -> Iterator[None]:
    """Let the counts and albums follow what is written inside to the tracks with these ids.

    Their rows have to be locked; facets and albums are at the very end: see locks.
    """
    before = _tally(connection, ids)
    yield
    after = _tally(connection, ids)
    _adjust(connection, before, after)
    album_rows.tell(connection, before.albums | after.albums)


@contextmanager
def reheard(connection: Connection, track_id: str) -> Iterator[None]:
    """The same when only tags are written, of one track."""
    before = _tally_moods(connection, track_id)
    yield
    _adjust(connection, before, _tally_moods(connection, track_id))


def write(connection: Connection, changed: Iterable[Track], known: Collection[str]) -> None:
    """Write the artists and genres of tracks; `known` are those of their ids that were there before."""
    wanted = {row["track_id"] + row["kind"] + row["facet"]: row for track in changed for row in rows_of(track)}
    gone: list[dict[str, str]] = []
    for row in _kept(connection, known):
        new = wanted.get(row.track_id + row.kind + row.facet)
        if new is None:
            gone.append({"of": row.track_id, "gone_kind": row.kind, "gone_facet": row.facet})
        elif new["name"] == row.name:
            del wanted[row.track_id + row.kind + row.facet]
    if gone:
        connection.execute(_GONE, gone)
    if wanted:
        write_rows(connection, replace_into(connection, track_facets), list(wanted.values()))


def write_moods(connection: Connection, track_id: str, moods: Mapping[str, float]) -> None:
    """Write the tags that a track likely has, in place of older ones."""
    drop_moods(connection, [track_id])
    rows = [facet_row(MOOD, mood, track_id, mood, likelihood) for mood, likelihood in sorted(moods.items())]
    if rows:
        write_rows(connection, replace_into(connection, track_facets), rows)


def drop_moods(connection: Connection, ids: Collection[str]) -> None:
    """Remove the tags of these tracks."""
    of = delete(track_facets).where(track_facets.c.kind == MOOD)
    connection.execute(of.where(among(track_facets.c.track_id, ids)))


_GONE = delete(track_facets).where(
    track_facets.c.kind == bindparam("gone_kind"),
    track_facets.c.facet == bindparam("gone_facet"),
    track_facets.c.track_id == bindparam("of"),
)

# one table each: a plan that was made for a join of empty tables would last for as long as the connection
_PRESENT_ONES: Select[Any] = select(tracks.c.id, tracks.c.album_id, tracks.c.year).where(among(tracks.c.id), PRESENT)
_OF_TRACKS: Select[Any] = (
    select(track_facets.c.kind, track_facets.c.facet, func.min(track_facets.c.name), func.count())
    .where(among(track_facets.c.track_id))
    .group_by(track_facets.c.kind, track_facets.c.facet)
)

_EMPTY = delete(facets).where(
    facets.c.kind == bindparam("empty_kind"), facets.c.id == bindparam("empty"), facets.c.tracks <= 0
)

# looked up one by one until there is one: joined, all tracks of a genre would be sorted
_IS_PRESENT = select(PRESENT).where(tracks.c.id == track_facets.c.track_id).correlate(track_facets).scalar_subquery()
_FIRST_NAME = (
    select(track_facets.c.name)
    .where(track_facets.c.kind == facets.c.kind, track_facets.c.facet == facets.c.id, _IS_PRESENT)
    .order_by(track_facets.c.track_id)
    .limit(1)
    .correlate(facets)
    .scalar_subquery()
)
_RENAME = (
    update(facets)
    .where(facets.c.kind == bindparam("renamed_kind"), facets.c.id == bindparam("renamed"))
    .values(name=func.coalesce(_FIRST_NAME, facets.c.name))
)


def _tally(connection: Connection, ids: Collection[str]) -> Tally:
    found = Tally()
    for chunk in chunks(ids):
        present = connection.execute(_PRESENT_ONES, {"names": chunk}).all()
        _add_facets(found, connection, _OF_TRACKS, [row.id for row in present])
        for row in present:
            if row.album_id is not None:
                found.albums.add(row.album_id)
            if row.year is not None:
                found.add((YEAR, str(row.year)), str(row.year), 1)
    return found


def _tally_moods(connection: Connection, track_id: str) -> Tally:
    found = Tally()
    present = [row.id for row in connection.execute(_PRESENT_ONES, {"names": [track_id]})]
    _add_facets(found, connection, _OF_TRACKS.where(track_facets.c.kind == MOOD), present)
    return found


def _add_facets(found: Tally, connection: Connection, of: Select[Any], present: list[str]) -> None:
    if present:
        for kind, facet, name, count in connection.execute(of, {"names": present}):
            found.add((kind, facet), name, count)


def _adjust(connection: Connection, before: Tally, after: Tally) -> None:
    """Count the facets, ascending as they are locked, and name them after their first track."""
    names = before.names | after.names
    touched = sorted(names)
    rows = [_counted(facet, names[facet], after.tracks[facet] - before.tracks[facet]) for facet in touched]
    if not rows:
        return
    write_rows(connection, add_into(connection, facets, "tracks"), rows)
    if shrunk := [{"empty_kind": row["kind"], "empty": row["id"]} for row in rows if row["tracks"] < 0]:
        connection.execute(_EMPTY, shrunk)
    if spelled := [{"renamed_kind": kind, "renamed": id_} for kind, id_ in touched if kind in (ARTIST, GENRE)]:
        connection.execute(_RENAME, spelled)


def _counted(facet: Facet, name: str, tracks: int) -> dict[str, Any]:
    return {"kind": facet[0], "id": facet[1], "name": name, "sort": fold(name), "tracks": tracks}


def rows_of(track: Track) -> Iterator[dict[str, Any]]:
    """The rows of a track's artists and genres."""
    for name in artists_of(track.metadata):
        yield facet_row(ARTIST, artist_id(name), track.id, name)
    for name in genres_of(track.metadata):
        yield facet_row(GENRE, genre_id(name), track.id, name)


def facet_row(kind: str, facet: str, track_id: str, name: str, weight: float = 1.0) -> dict[str, Any]:
    """A row of `track_facets`."""
    return {"kind": kind, "facet": facet, "track_id": track_id, "name": name, "weight": weight}


def _kept(connection: Connection, ids: Collection[str]) -> Iterator[Any]:
    """The artists and genres that these tracks have so far."""
    columns = (track_facets.c.track_id, track_facets.c.kind, track_facets.c.facet, track_facets.c.name)
    of = select(*columns).where(track_facets.c.kind.in_([ARTIST, GENRE]), among(track_facets.c.track_id))
    for chunk in chunks(ids):
        yield from connection.execute(of, {"names": chunk}).all()
