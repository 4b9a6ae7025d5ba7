"""What tracks are recognised by, in a relational database."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Select, Update, bindparam, func, select, update

from musicsim.adapters.sqlalchemy import analysis_queries as queries
from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.segments_tables import UNSHOWN, fingerprints, segments
from musicsim.adapters.sqlalchemy.storable import storable, storables
from musicsim.adapters.sqlalchemy.tables import PRESENT, UNSEGMENTED, tracks
from musicsim.adapters.sqlalchemy.track_rows import track_of
from musicsim.adapters.sqlalchemy.upserts import replace_into, write_row
from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.segments import Segments, Unshown
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.segmenting import segment_count
from musicsim.ports.segments import SegmentStore

_PAGE = 1000

_WHOLES = select(segments.c.track_id, segments.c.fingerprint, segments.c.model).where(among(segments.c.track_id))
_PRINTS = select(fingerprints).where(among(fingerprints.c.track_id))
_SHOWN = update(segments).where(segments.c.track_id == bindparam("of"), segments.c.version == bindparam("at"))


class SqlSegments(SegmentStore):
    """Keeps fingerprints in the tables of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._renewed: set[str] = set()

    async def lacking(self, model: str, limit: int, excluding: Collection[TrackId] = ()) -> Sequence[Track]:
        if model not in self._renewed:  # looked at once in a process, which has one model
            await self._database.write(partial(_ask_again, model=model))
            self._renewed.add(model)

        def first(connection: Connection) -> list[Track]:
            ids = queries.first_ids(connection, UNSEGMENTED, limit, excluding)
            runs = (connection.execute(queries.THOSE, {"names": run}).all() for run in chunks(ids))
            return [track_of(row) for rows in runs for row in rows]

        return await self._database.snapshot(first)

    async def save(self, track: Track, segments: Segments) -> bool:
        return await self._write(track, partial(_put_both, track_id=track.id, found=segments))

    async def save_print(self, track: Track, fingerprint: Fingerprint) -> bool:
        return await self._write(track, partial(_put_print, track_id=track.id, fingerprint=fingerprint))

    async def _write(self, track: Track, put: Any) -> bool:
        """Do that in a transaction, if the track still holds what was listened to."""
        same = select(tracks.c.revision).where(*queries.unchanged(track)).with_for_update()

        def write(connection: Connection) -> bool:
            revision = connection.scalar(same)
            if revision is not None:
                put(connection, revision)
            return revision is not None

        return queries.known_text(track) and await self._database.write(write)

    async def wholes(self, ids: Collection[TrackId]) -> Mapping[TrackId, Fingerprint]:
        return await self._fingerprints(_WHOLES, ids)

    async def prints(self, ids: Collection[TrackId]) -> Mapping[TrackId, Fingerprint]:
        return await self._fingerprints(_PRINTS, ids)

    async def print_of_content(self, content_hash: str) -> Fingerprint | None:
        if not content_hash or not storable(content_hash):
            return None
        same = tracks.c.content_hash == content_hash
        twins = select(fingerprints).join(tracks, tracks.c.id == fingerprints.c.track_id).where(same)
        rows = await self._database.rows(twins.order_by(tracks.c.id).limit(1))
        return _fingerprint(rows[0]) if rows else None

    async def unshown(self, model: str, limit: int) -> Mapping[TrackId, Unshown]:
        columns = (segments.c.track_id, segments.c.fingerprint, segments.c.model, segments.c.version)
        heard = tracks.c.status == TrackStatus.ANALYSED.value
        behind = select(*columns).join(tracks, tracks.c.id == segments.c.track_id)
        behind = behind.where(UNSHOWN, segments.c.model == model, PRESENT, heard)
        rows = await self._database.rows(behind.order_by(segments.c.track_id).limit(limit))
        return {TrackId(row.track_id): Unshown(_fingerprint(row), row.version) for row in rows}

    async def mark_shown(self, versions: Mapping[TrackId, int]) -> None:
        values = [{"of": track_id, "at": at} for track_id, at in sorted(versions.items()) if storable(track_id)]
        if values:
            await self._database.write(lambda connection: connection.execute(_SHOWN.values(shown=True), values))

    async def mark_unshown(self, ids: Collection[TrackId] | None) -> None:
        gone = update(segments).where(segments.c.shown).values(shown=False)
        if ids is None:
            await self._database.write(lambda connection: connection.execute(gone))
            return
        for chunk in chunks(sorted(storables(ids))):
            await self._database.write(partial(_execute, gone.where(among(segments.c.track_id, chunk))))

    async def shown(self, model: str) -> AsyncIterator[tuple[TrackId, int]]:
        kept = select(segments.c.track_id, segments.c.parts).where(segments.c.model == model, segments.c.shown)
        after = ""
        while storable(model):
            page = kept.where(segments.c.track_id > after).order_by(segments.c.track_id).limit(_PAGE)
            rows = await self._database.rows(page)
            for track_id, parts in rows:
                yield TrackId(track_id), parts
            if len(rows) < _PAGE:
                return
            after = rows[-1].track_id

    async def shown_count(self, model: str) -> int:
        total = select(func.sum(segments.c.parts)).where(segments.c.model == model, segments.c.shown)
        return int(await self._database.read(lambda connection: connection.scalar(total)) or 0)

    async def _fingerprints(self, statement: Select[Any], ids: Collection[TrackId]) -> Mapping[TrackId, Fingerprint]:
        def look_up(connection: Connection) -> list[Row[Any]]:
            runs = chunks(storables(ids))
            return [row for run in runs for row in connection.execute(statement, {"names": run}).all()]

        rows = await self._database.look_up(ids, look_up)
        return {TrackId(row.track_id): _fingerprint(row) for row in rows}


def _execute(statement: Update, connection: Connection) -> None:
    connection.execute(statement)


def _fingerprint(row: Row[Any]) -> Fingerprint:
    return Fingerprint(row.fingerprint, row.model)


def _ask_again(connection: Connection, model: str) -> None:
    """Let tracks ask for a fingerprint that have one of another model."""
    others = select(segments.c.track_id).where(segments.c.model != model)
    again = update(tracks).where(tracks.c.id.in_(others), tracks.c.has_segments)
    connection.execute(again.values(has_segments=False))


def _put_both(connection: Connection, revision: int, track_id: TrackId, found: Segments) -> None:
    whole = found.whole
    row = {"track_id": track_id, "fingerprint": whole.data, "model": whole.model, "version": revision, "shown": False}
    write_row(connection, replace_into(connection, segments), row | {"parts": segment_count(whole.words)})
    connection.execute(update(tracks).where(tracks.c.id == track_id).values(has_segments=True))
    _put_print(connection, revision, track_id, found.stretch)


def _put_print(connection: Connection, revision: int, track_id: TrackId, fingerprint: Fingerprint) -> None:
    del revision
    row = {"track_id": track_id, "fingerprint": fingerprint.data, "model": fingerprint.model}
    write_row(connection, replace_into(connection, fingerprints), row)
