"""The tracks of the library, in a relational database."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, literal, select, tuple_

from musicsim.adapters.sqlalchemy import folder_counts, sampling, saving, searching, state_counts
from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.storable import storable, storables
from musicsim.adapters.sqlalchemy.tables import PRESENT, tracks
from musicsim.adapters.sqlalchemy.track_rows import KNOWN, TRACK, known_of, track_of
from musicsim.domain.model.browse import Folder, TrackQuery
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.page import Page
from musicsim.domain.model.scan import KnownObject, LibraryCounts
from musicsim.domain.model.similarity import Sketch
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.listing import album_in, position
from musicsim.ports.catalogue import Catalogue

_BATCH = 5000

MANY: Select[Any] = select(*TRACK).where(among(tracks.c.id))
"""The tracks with the ids in "names", in any order."""

_LISTENABLE = and_(among(tracks.c.id), PRESENT, tracks.c.status == TrackStatus.ANALYSED.value)

ARTISTS: Select[Any] = select(tracks.c.id, tracks.c.artist_sort).where(_LISTENABLE)
"""The artists of the tracks with the ids in "names" that can be listened to."""

SKETCHES: Select[Any] = select(tracks.c.id, tracks.c.artist_sort, tracks.c.album_sort, tracks.c.duration).where(
    _LISTENABLE
)
"""What `sketches` reads of the same."""

WITH_CONTENT: Select[Any] = select(*TRACK).where(among(tracks.c.content_hash)).order_by(tracks.c.id)
"""The tracks with the contents in "names", by id."""


class SqlCatalogue(Catalogue):
    """Keeps tracks in the tables of a Database that was migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known_objects(self) -> AsyncIterator[KnownObject]:
        # page by page: a transaction held open for the length of a scan would let the write-ahead log grow without end
        after: tuple[str, str] | None = None
        while True:
            rows = await self._database.rows(known_statement(after))
            for row in rows:
                yield known_of(row)
            if len(rows) < _BATCH:
                return
            after = rows[-1].key, rows[-1].id

    async def with_content(self, hashes: Collection[str]) -> Mapping[str, Sequence[Track]]:
        wanted = storables(hashes) - {""}
        return await self._database.look_up(wanted, lambda connection: _with_content(connection, wanted))

    async def save(self, tracks: Sequence[Track]) -> None:
        if tracks:
            changed = {track.id: track for track in tracks}
            await self._database.write(lambda connection: saving.store(connection, changed))

    async def mark_missing(self, ids: Collection[TrackId], since: datetime) -> None:
        known = storables(ids)
        await self._database.write(lambda connection: saving.hide(connection, known, since))

    async def restore(self, ids: Collection[TrackId]) -> None:
        known = storables(ids)
        await self._database.write(lambda connection: saving.show(connection, known))

    async def get(self, track_id: TrackId) -> Track | None:
        return next(iter(await self.get_many([track_id])), None)

    async def get_many(self, ids: Sequence[TrackId]) -> list[Track]:
        wanted = storables(ids)
        found = await self._database.look_up(wanted, lambda connection: _many(connection, wanted))
        return [found[each] for each in ids if each in found]

    async def artists_of(self, ids: Collection[TrackId]) -> Mapping[TrackId, str]:
        wanted = storables(ids)
        return await self._database.look_up(wanted, lambda connection: _artists(connection, wanted))

    async def sketches(self, ids: Collection[TrackId]) -> Mapping[TrackId, Sketch]:
        if not (wanted := storables(ids)):
            return {}
        return await self._database.look_up(wanted, lambda connection: _sketches(connection, wanted))

    async def at_key(self, key: str) -> Track | None:
        if not storable(key):
            return None
        rows = await self._database.rows(key_statement(key))
        return track_of(rows[0]) if rows else None

    async def search(self, query: TrackQuery) -> Page[Track]:
        after = position(query)
        if not storable(_said(query)):
            return Page([], None)
        return await self._database.read(lambda connection: searching.page(connection, query, after))

    async def count(self, query: TrackQuery) -> int:
        if not storable(_said(query)):
            return 0
        return await self._database.read(lambda connection: searching.count(connection, query))

    async def sample(self, query: TrackQuery) -> list[Track]:
        if not storable(_said(query)):
            return []
        return await self.get_many(
            [TrackId(each) for each in await self._database.read(lambda c: sampling.sample(c, query))]
        )

    async def folder(self, path: str) -> Folder | None:
        if not storable(path):
            return None
        return await self._database.snapshot(lambda connection: folder_counts.read(connection, path))

    async def tracks_within(self, path: str) -> int:
        if not storable(path):
            return 0
        return await self._database.read(lambda connection: folder_counts.count(connection, path))

    async def counts(self) -> LibraryCounts:
        return await self._database.read(state_counts.read)

    async def requeue_failed(self, ids: Collection[TrackId] | None = None) -> int:
        return await self._database.write(lambda connection: saving.requeue_failed(connection, ids))


def _said(query: TrackQuery) -> str:
    """All text of a query: when not all of it is storable, nothing fits."""
    names = (query.text, query.starts, query.folder, query.within, query.artist, query.album, query.favourite_of)
    return "".join([*(name or "" for name in names), *query.genres, *query.moods])


def _with_content(connection: Connection, hashes: Collection[str]) -> dict[str, list[Track]]:
    found: dict[str, list[Track]] = {}
    for chunk in chunks(hashes):
        for row in connection.execute(WITH_CONTENT, {"names": chunk}).all():
            track = track_of(row)
            found.setdefault(track.content_hash, []).append(track)
    return found


def _many(connection: Connection, ids: Collection[TrackId]) -> dict[TrackId, Track]:
    rows = (row for chunk in chunks(ids) for row in connection.execute(MANY, {"names": chunk}).all())
    return {row.id: track_of(row) for row in rows}


def _artists(connection: Connection, ids: Collection[TrackId]) -> dict[TrackId, str]:
    rows = (row for chunk in chunks(ids) for row in connection.execute(ARTISTS, {"names": chunk}).all())
    return {TrackId(id_): artist for id_, artist in rows}


def _sketches(connection: Connection, ids: Collection[TrackId]) -> dict[TrackId, Sketch]:
    rows = (row for chunk in chunks(ids) for row in connection.execute(SKETCHES, {"names": chunk}).all())
    return {TrackId(id_): Sketch(artist, album_in(album), duration) for id_, artist, album, duration in rows}


def known_statement(after: tuple[str, str] | None) -> Select[Any]:
    """The next known objects behind that key and id."""
    statement = select(*KNOWN).order_by(tracks.c.key, tracks.c.id).limit(_BATCH)
    return (
        statement
        if after is None
        else statement.where(tuple_(tracks.c.key, tracks.c.id) > tuple_(*map(literal, after)))
    )


def key_statement(key: str) -> Select[Any]:
    """The present track with that key."""
    return select(*TRACK).where(tracks.c.folder == key.rpartition("/")[0], tracks.c.key == key, PRESENT)
