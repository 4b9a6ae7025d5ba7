"""What listening found, in a relational database."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from musicsim.adapters.sqlalchemy import analysis_queries as queries
from musicsim.adapters.sqlalchemy import analysis_rows, facets, state_counts
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.saving import drop_findings
from musicsim.adapters.sqlalchemy.storable import storable, storables
from musicsim.adapters.sqlalchemy.tables import PENDING, UNDRAWN, analyses, embeddings, tracks, waveforms
from musicsim.adapters.sqlalchemy.track_rows import track_of
from musicsim.adapters.sqlalchemy.upserts import replace_into, write_row
from musicsim.domain.model.analysis import Analysis, Vector, Waveform
from musicsim.domain.model.details import TempoAndKey
from musicsim.domain.model.failure import Failure
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.indexing import StaleTrack
from musicsim.domain.model.outline import Outlines
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.fitting import moods_of
from musicsim.domain.rules.outlines import outlines_from
from musicsim.ports.analyses import Analyses


class SqlAnalyses(Analyses):
    """Keeps analyses in the tables of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def pending(self, limit: int, excluding: Collection[TrackId] = ()) -> list[Track]:
        return await self._first(PENDING, limit, excluding)

    async def save(self, track: Track, analysis: Analysis, at: datetime) -> bool:
        status = TrackStatus.SILENT if analysis.silent else TrackStatus.ANALYSED

        def put(connection: Connection) -> bool:
            before = queries.finish(connection, track, at, status, shown=analysis_rows.shown_of(analysis))
            if before is None:
                return False
            write_row(connection, replace_into(connection, analyses), analysis_rows.row_of(track.id, analysis))
            if before.status == TrackStatus.ANALYSED:
                connection.execute(delete(embeddings).where(embeddings.c.track_id == track.id))
            if rows := analysis_rows.embedding_rows(track.id, analysis):
                connection.execute(insert(embeddings), rows)
            with facets.reheard(connection, track.id):
                facets.write_moods(connection, track.id, moods_of(analysis))
                queries.count_finished(connection, before, status)
            return True

        return await self._database.write(put)

    async def fail(self, track: Track, failure: Failure, at: datetime) -> bool:
        def put(connection: Connection) -> bool:
            before = queries.finish(connection, track, at, TrackStatus.FAILED, failure)
            if before is None:
                return False
            with facets.reheard(connection, track.id):
                drop_findings(connection, [track.id])
                queries.count_finished(connection, before, TrackStatus.FAILED, failure)
            return True

        return await self._database.write(put)

    async def get(self, track_id: TrackId) -> Analysis | None:
        return await self._database.look_up([track_id], lambda connection: queries.one(connection, track_id))

    async def get_many(self, ids: Collection[TrackId]) -> Mapping[TrackId, Analysis]:
        rows = await self._database.look_up(ids, lambda connection: queries.plain(connection, ids))
        return {id_: analysis_rows.analysis_of(row) for id_, row in rows.items()}

    async def untagged(self, ids: Collection[TrackId]) -> Mapping[TrackId, Analysis]:
        rows = await self._database.look_up(ids, lambda connection: queries.untagged(connection, ids))
        return {id_: analysis_rows.analysis_of(row) for id_, row in rows.items()}

    async def tempi_and_keys(self, ids: Collection[TrackId]) -> Mapping[TrackId, TempoAndKey]:
        rows = await self._database.look_up(ids, lambda connection: queries.tempi_and_keys(connection, ids))
        return {TrackId(id_): analysis_rows.tempo_and_key_of(bpm, place) for id_, bpm, place in rows}

    async def outlines(self, ids: Collection[TrackId]) -> Outlines:
        rows = await self._database.look_up(ids, lambda connection: queries.outlines(connection, ids))
        return Outlines([TrackId(row[0]) for row in rows], outlines_from([row[1] for row in rows]))

    async def of_content(self, content_hash: str) -> Analysis | None:
        if not content_hash or not storable(content_hash):
            return None

        def twin(connection: Connection) -> Analysis | None:
            found = connection.scalar(queries.twin_statement(content_hash))
            return None if found is None else queries.complete(connection, [TrackId(found)]).get(TrackId(found))

        return await self._database.snapshot(twin)

    async def embeddings(self, space: str) -> AsyncIterator[tuple[TrackId, Vector]]:
        after = ""
        while storable(space):
            rows = await self._database.rows(queries.embeddings_statement(space, after))
            for track_id, vector in rows:
                yield TrackId(track_id), analysis_rows.vector_of(vector)
            if len(rows) < queries.EMBEDDINGS_BATCH:
                return
            after = rows[-1].track_id

    async def stale(self, limit: int) -> list[StaleTrack]:
        def behind(connection: Connection) -> list[StaleTrack]:
            rows = connection.execute(queries.stale_statement(limit)).all()
            found = queries.complete(connection, [row.id for row in rows])
            return [StaleTrack(track_of(row), found.get(row.id), row.revision) for row in rows]

        return await self._database.snapshot(behind)

    async def mark_indexed(self, revisions: Mapping[TrackId, int]) -> None:
        shown = update(tracks).where(tracks.c.id == bindparam("shown"), tracks.c.revision == bindparam("at"))
        statement = shown.values(indexed_revision=bindparam("at"))
        # sorted, as rows are locked: see locks
        values = [{"shown": track_id, "at": at} for track_id, at in sorted(revisions.items()) if storable(track_id)]
        if values:
            await self._database.write(lambda connection: connection.execute(statement, values))

    async def indexable_count(self) -> int:
        def indexable(connection: Connection) -> int:
            analysed = state_counts.read(connection).analysed
            return analysed - (connection.scalar(queries.behind_statement()) or 0)

        return await self._database.snapshot(indexable)

    async def mark_stale(self, ids: Collection[TrackId]) -> None:
        for chunk in chunks(sorted(storables(ids))):  # one by one, so that others write in between
            await self._database.write(partial(queries.forget, ids=chunk))

    async def save_waveform(self, track: Track, waveform: Waveform) -> bool:
        drawing = update(tracks).where(*queries.unchanged(track)).values(has_waveform=True)
        row = {"track_id": track.id, "peaks": waveform.peaks.tobytes(), "model": waveform.model}

        def put(connection: Connection) -> bool:
            drawn = connection.execute(drawing).rowcount > 0
            if drawn:
                write_row(connection, replace_into(connection, waveforms), row)
            return drawn

        return queries.known_text(track) and await self._database.write(put)

    async def waveform(self, track_id: TrackId) -> Waveform | None:
        if not storable(track_id):
            return None
        kept = select(waveforms.c.peaks, waveforms.c.model).where(waveforms.c.track_id == track_id)
        rows = await self._database.rows(kept)
        return analysis_rows.waveform_of(*rows[0]) if rows else None

    async def without_waveform(self, limit: int, excluding: Collection[TrackId] = ()) -> Sequence[Track]:
        return await self._first(UNDRAWN, limit, excluding)

    async def heard_otherwise(self, space: str, limit: int, excluding: Collection[TrackId] = ()) -> Sequence[Track]:
        return await self._first(queries.heard_otherwise(space), limit, excluding)

    async def finished_since(self, moment: datetime) -> int:
        return await self._database.read(lambda connection: connection.scalar(queries.finished_statement(moment))) or 0

    async def _first(self, chosen: ColumnElement[bool], limit: int, excluding: Collection[TrackId]) -> list[Track]:
        """The first tracks by id for which a condition holds."""

        def first(connection: Connection) -> list[Track]:
            ids = queries.first_ids(connection, chosen, limit, excluding)
            runs = (connection.execute(queries.THOSE, {"names": run}).all() for run in chunks(ids))
            return [track_of(row) for rows in runs for row in rows]

        return await self._database.snapshot(first)
