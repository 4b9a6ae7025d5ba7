"""The tracks of the library, in a relational database."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, literal, select, tuple_

from musicsim.adapters.sqlalchemy import folder_counts, saving, searching, state_counts
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.storable import storable, storables
from musicsim.adapters.sqlalchemy.tables import PRESENT, tracks
from musicsim.adapters.sqlalchemy.track_rows import KNOWN, TRACK, known_of, track_of
from musicsim.domain.model.browse import Folder, TrackQuery
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.page import Page
from musicsim.domain.model.scan import KnownObject, LibraryCounts
from musicsim.domain.model.track import Track
from musicsim.ports.catalogue import Catalogue

_BATCH = 5000


class SqlCatalogue(Catalogue):
    """Keeps tracks in the tables of a Database that was migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known_objects(self) -> AsyncIterator[KnownObject]:
        # page by page: a transaction held open for the length of a scan would let the write-ahead log grow without end
        after: tuple[str, str] | None = None
        while True:
            async with self._database.reading() as connection:
                rows = (await connection.execute(known_statement(after))).all()
            for row in rows:
                yield known_of(row)
            if len(rows) < _BATCH:
                return
            after = rows[-1].key, rows[-1].id

    async def with_content(self, hashes: Collection[str]) -> Mapping[str, Sequence[Track]]:
        found: dict[str, list[Track]] = {}
        async with self._database.snapshot() as connection:
            for chunk in chunks(storables(hashes) - {""}):
                for row in await connection.execute(content_statement(chunk)):
                    track = track_of(row)
                    found.setdefault(track.content_hash, []).append(track)
        return found

    async def save(self, tracks: Sequence[Track]) -> None:
        if tracks:
            async with self._database.writing() as connection:
                await saving.store(connection, {track.id: track for track in tracks})

    async def mark_missing(self, ids: Collection[TrackId], since: datetime) -> None:
        async with self._database.writing() as connection:
            await saving.hide(connection, storables(ids), since)

    async def restore(self, ids: Collection[TrackId]) -> None:
        async with self._database.writing() as connection:
            await saving.show(connection, storables(ids))

    async def get(self, track_id: TrackId) -> Track | None:
        return next(iter(await self.get_many([track_id])), None)

    async def get_many(self, ids: Sequence[TrackId]) -> list[Track]:
        found: dict[TrackId, Track] = {}
        async with self._database.snapshot() as connection:
            for chunk in chunks(storables(ids)):
                rows = await connection.execute(many_statement(chunk))
                found.update((row.id, track_of(row)) for row in rows)
        return [found[each] for each in ids if each in found]

    async def at_key(self, key: str) -> Track | None:
        if not storable(key):
            return None
        async with self._database.reading() as connection:
            row = (await connection.execute(key_statement(key))).first()
        return track_of(row) if row is not None else None

    async def search(self, query: TrackQuery) -> Page[Track]:
        after = searching.position(query)
        if not storable(f"{query.text}{query.folder or ''}"):
            return Page([], None)
        async with self._database.reading() as connection:
            return await searching.page(connection, query, after)

    async def folder(self, path: str) -> Folder | None:
        if not storable(path):
            return None
        async with self._database.snapshot() as connection:
            return await folder_counts.read(connection, path)

    async def counts(self) -> LibraryCounts:
        async with self._database.reading() as connection:
            return await state_counts.read(connection)

    async def requeue_failed(self) -> int:
        async with self._database.writing() as connection:
            return await saving.requeue_failed(connection)


def known_statement(after: tuple[str, str] | None) -> Select[Any]:
    """The next known objects behind that key and id."""
    statement = select(*KNOWN).order_by(tracks.c.key, tracks.c.id).limit(_BATCH)
    return (
        statement
        if after is None
        else statement.where(tuple_(tracks.c.key, tracks.c.id) > tuple_(*map(literal, after)))
    )


def content_statement(hashes: Sequence[str]) -> Select[Any]:
    """The tracks with those contents, by id."""
    return select(*TRACK).where(tracks.c.content_hash.in_(hashes)).order_by(tracks.c.id)


def many_statement(ids: Sequence[str]) -> Select[Any]:
    """The tracks with those ids, in any order."""
    return select(*TRACK).where(tracks.c.id.in_(ids))


def key_statement(key: str) -> Select[Any]:
    """The present track with that key."""
    return select(*TRACK).where(tracks.c.folder == key.rpartition("/")[0], tracks.c.key == key, PRESENT)
