"""What step 0003 fills in for tracks that were there before it, by the rules that every write follows.

It names the columns that it reads and writes, so that the step stays what it is when the tables grow.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from musicsim.adapters.sqlalchemy.album_rows import part_of, row_of
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.facets import MOOD, YEAR, facet_row, rows_of
from musicsim.adapters.sqlalchemy.types import Moment
from musicsim.domain.model.analysis import Analysis, Tags
from musicsim.domain.model.browse import TrackOrder
from musicsim.domain.model.identity import AlbumId, TrackId
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.albums import album_of
from musicsim.domain.rules.fitting import moods_of
from musicsim.domain.rules.grouping import album_id
from musicsim.domain.rules.listing import shuffled, sort_value, wheel
from musicsim.domain.rules.text import fold

_BATCH = 1000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_ROWS = sa.text(
    """SELECT id, key, title, artist, album, album_artist, genre, disc_number, track_number,
    tempo_bpm, key_tonic, key_mode, tags
    FROM tracks LEFT JOIN analyses ON analyses.track_id = tracks.id WHERE id > :after ORDER BY id LIMIT :batch"""
)
_DERIVED = sa.text(
    """UPDATE tracks SET album_id = :album_id, album_sort = :album_sort, shuffle = :shuffle, bpm = :bpm,
    camelot = :camelot WHERE id = :of"""
)
_COUNTED = sa.text(
    """SELECT named.kind, named.facet, named.name, counted.tracks
    FROM (
        SELECT kind, facet, min(track_id) AS first, count(*) AS tracks
        FROM track_facets JOIN tracks ON tracks.id = track_id WHERE missing_since IS NULL GROUP BY kind, facet
    ) AS counted
    JOIN track_facets AS named ON named.kind = counted.kind AND named.facet = counted.facet
        AND named.track_id = counted.first"""
)
_YEARS = sa.text(
    "SELECT year, count(*) FROM tracks WHERE missing_since IS NULL AND year IS NOT NULL GROUP BY year ORDER BY year"
)
_ALBUMS = sa.text("SELECT DISTINCT album_id FROM tracks WHERE missing_since IS NULL AND album_id IS NOT NULL")
_PARTS = (
    sa.text(
        """SELECT album_id, id, album, artist, album_artist, year, duration, added_at FROM tracks
    WHERE album_id IN :ids AND missing_since IS NULL ORDER BY album_id, id"""
    )
    .columns(added_at=Moment)
    .bindparams(sa.bindparam("ids", expanding=True))
)


def fill(connection: sa.Connection) -> None:
    """Derive what the new columns hold; then group the tracks, and count."""
    for rows in _batches(connection):
        connection.execute(_DERIVED, [_derived(row) for row in rows])
        if having := [one for row in rows for one in _facets(row)]:
            connection.execute(_into("track_facets", having[0]), having)
    _count(connection)
    for ids in chunks(connection.scalars(_ALBUMS).all()):
        parts = connection.execute(_PARTS, {"ids": list(ids)}).all()
        told = [row_of(album_of(AlbumId(id_), [*map(part_of, of)])) for id_, of in groupby(parts, lambda row: row[0])]
        connection.execute(_into("albums", told[0]), told)


def _batches(connection: sa.Connection) -> Iterator[Sequence[Any]]:
    after = ""
    while rows := connection.execute(_ROWS, {"after": after, "batch": _BATCH}).all():
        yield rows
        after = rows[-1].id


def _derived(row: Any) -> dict[str, Any]:
    track = _track(row)
    key = None if row.key_tonic is None else MusicalKey(row.key_tonic, Mode(row.key_mode))
    return {
        "of": row.id,
        "album_id": album_id(track),
        "album_sort": sort_value(track, TrackOrder.ALBUM),
        "shuffle": shuffled(track.id),
        "bpm": row.tempo_bpm,
        "camelot": None if key is None else wheel(key),
    }


def _facets(row: Any) -> Iterator[dict[str, Any]]:
    yield from rows_of(_track(row))
    if row.tags is not None:
        heard = Analysis(duration=0.0, tags=Tags(json.loads(row.tags), ""))
        yield from (facet_row(MOOD, mood, row.id, mood, likely) for mood, likely in moods_of(heard).items())


def _track(row: Any) -> Track:
    """As much of the track as the rules look at."""
    names = ("title", "artist", "album", "album_artist", "genre", "disc_number", "track_number")
    return Track(
        id=TrackId(row.id),
        key=row.key,
        size=0,
        modified_ns=0,
        content_hash="",
        metadata=Metadata(**{each: getattr(row, each) for each in names}),
        status=TrackStatus.PENDING,
        added_at=_EPOCH,
    )


def _count(connection: sa.Connection) -> None:
    rows = [(kind, id_, name, count) for kind, id_, name, count in connection.execute(_COUNTED)]
    rows += [(YEAR, str(year), str(year), count) for year, count in connection.execute(_YEARS)]
    counted = [
        {"kind": kind, "id": id_, "name": name, "sort": fold(name), "tracks": count} for kind, id_, name, count in rows
    ]
    if counted:
        connection.execute(_into("facets", counted[0]), counted)


def _into(table: str, row: dict[str, Any]) -> sa.Insert:
    typed = {"added_at": Moment()}
    return sa.insert(sa.table(table, *(sa.column(each, typed.get(each)) for each in row)))
