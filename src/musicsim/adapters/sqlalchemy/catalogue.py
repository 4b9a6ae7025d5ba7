"""The tracks of the library, in a relational database."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal, select, tuple_, update

from musicsim.adapters.sqlalchemy import folder_counts, saving, searching
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.tables import FAILED, MISSING, PRESENT, tracks
from musicsim.adapters.sqlalchemy.track_rows import KNOWN, TRACK, known_of, track_of
from musicsim.domain.model.browse import Folder, TrackQuery
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.page import Page
from musicsim.domain.model.scan import KnownObject, LibraryCounts
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.ports.catalogue import Catalogue

_BATCH = 5000

_BY_STATE = (
    select(tracks.c.failure_reason, tracks.c.status, func.count())
    .where(PRESENT)
    .group_by(tracks.c.failure_reason, tracks.c.status)
)
_NEXT_REVISION = {"revision": tracks.c.revision + 1}


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
            for chunk in chunks(set(hashes) - {""}):
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
            for chunk in chunks(ids):
                gone = (
                    update(tracks).where(tracks.c.id.in_(chunk), PRESENT).values(missing_since=since, **_NEXT_REVISION)
                )
                keys = await connection.scalars(gone.returning(tracks.c.key))
                await folder_counts.adjust(connection, hidden=keys)

    async def restore(self, ids: Collection[TrackId]) -> None:
        async with self._database.writing() as connection:
            for chunk in chunks(ids):
                back = (
                    update(tracks).where(tracks.c.id.in_(chunk), MISSING).values(missing_since=None, **_NEXT_REVISION)
                )
                keys = await connection.scalars(back.returning(tracks.c.key))
                await folder_counts.adjust(connection, shown=keys)

    async def get(self, track_id: TrackId) -> Track | None:
        return next(iter(await self.get_many([track_id])), None)

    async def get_many(self, ids: Sequence[TrackId]) -> list[Track]:
        found: dict[TrackId, Track] = {}
        async with self._database.snapshot() as connection:
            for chunk in chunks(set(ids)):
                rows = await connection.execute(many_statement(chunk))
                found.update((row.id, track_of(row)) for row in rows)
        return [found[each] for each in ids if each in found]

    async def at_key(self, key: str) -> Track | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(key_statement(key))).first()
        return track_of(row) if row is not None else None

    async def search(self, query: TrackQuery) -> Page[Track]:
        after = searching.position(query)
        async with self._database.reading() as connection:
            return await searching.page(connection, query, after)

    async def folder(self, path: str) -> Folder | None:
        async with self._database.snapshot() as connection:
            return await folder_counts.read(connection, path)

    async def counts(self) -> LibraryCounts:
        async with self._database.snapshot() as connection:
            rows = (await connection.execute(_BY_STATE)).all()
            missing = await connection.scalar(select(func.count()).where(MISSING))
        by_status = {TrackStatus(status): count for reason, status, count in rows if not reason}
        return LibraryCounts(
            pending=by_status.get(TrackStatus.PENDING, 0),
            analysed=by_status.get(TrackStatus.ANALYSED, 0),
            silent=by_status.get(TrackStatus.SILENT, 0),
            failed={FailureReason(reason): count for reason, _, count in rows if reason},
            missing=missing or 0,
        )

    async def requeue_failed(self) -> int:
        again = {"status": TrackStatus.PENDING.value, "failure_reason": "", "failure_detail": ""}
        async with self._database.writing() as connection:
            return (await connection.execute(update(tracks).where(FAILED).values(**again, **_NEXT_REVISION))).rowcount


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
