"""What listening found, in a relational database."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update

from musicsim.adapters.sqlalchemy import analysis_queries as queries
from musicsim.adapters.sqlalchemy import analysis_rows, state_counts
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.saving import drop_findings
from musicsim.adapters.sqlalchemy.storable import storable
from musicsim.adapters.sqlalchemy.tables import PENDING, UNDRAWN, analyses, embeddings, tracks, waveforms
from musicsim.adapters.sqlalchemy.track_rows import track_of
from musicsim.adapters.sqlalchemy.upserts import replace_into
from musicsim.domain.model.analysis import Analysis, Vector, Waveform
from musicsim.domain.model.failure import Failure
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.indexing import StaleTrack
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.ports.analyses import Analyses


class SqlAnalyses(Analyses):
    """Keeps analyses in the tables of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def pending(self, limit: int, excluding: Collection[TrackId] = ()) -> list[Track]:
        return await self._first(PENDING, limit, excluding)

    async def save(self, track: Track, analysis: Analysis, at: datetime) -> bool:
        status = TrackStatus.SILENT if analysis.silent else TrackStatus.ANALYSED
        async with self._database.writing() as connection:
            before = await queries.finish(connection, track, at, status)
            if before is None:
                return False
            await connection.execute(replace_into(connection, analyses), analysis_rows.row_of(track.id, analysis))
            if before is TrackStatus.ANALYSED:
                await connection.execute(delete(embeddings).where(embeddings.c.track_id == track.id))
            if rows := analysis_rows.embedding_rows(track.id, analysis):
                await connection.execute(insert(embeddings), rows)
        return True

    async def fail(self, track: Track, failure: Failure, at: datetime) -> bool:
        async with self._database.writing() as connection:
            before = await queries.finish(connection, track, at, TrackStatus.FAILED, failure)
            if before is not None:
                await drop_findings(connection, [track.id])
        return before is not None

    async def get(self, track_id: TrackId) -> Analysis | None:
        async with self._database.snapshot() as connection:
            return (await queries.complete(connection, [track_id])).get(track_id)

    async def get_many(self, ids: Collection[TrackId]) -> Mapping[TrackId, Analysis]:
        async with self._database.reading() as connection:
            return {id_: analysis_rows.analysis_of(row) for id_, row in (await queries.plain(connection, ids)).items()}

    async def of_content(self, content_hash: str) -> Analysis | None:
        if not content_hash or not storable(content_hash):
            return None
        async with self._database.snapshot() as connection:
            found = await connection.scalar(queries.twin_statement(content_hash))
            return (
                (await queries.complete(connection, [TrackId(found)])).get(TrackId(found))
                if found is not None
                else None
            )

    async def embeddings(self, space: str) -> AsyncIterator[tuple[TrackId, Vector]]:
        after = ""
        while storable(space):
            async with self._database.reading() as connection:
                rows = (await connection.execute(queries.embeddings_statement(space, after))).all()
            for track_id, vector in rows:
                yield TrackId(track_id), analysis_rows.vector_of(vector)
            if len(rows) < queries.EMBEDDINGS_BATCH:
                return
            after = rows[-1].track_id

    async def stale(self, limit: int) -> list[StaleTrack]:
        async with self._database.snapshot() as connection:
            # rows before analyses: should one change in between, its revision is too old to be marked, not too new
            rows = (await connection.execute(queries.stale_statement(limit))).all()
            found = await queries.complete(connection, [row.id for row in rows])
        return [StaleTrack(track_of(row), found.get(row.id), row.revision) for row in rows]

    async def mark_indexed(self, revisions: Mapping[TrackId, int]) -> None:
        shown = update(tracks).where(tracks.c.id == bindparam("shown"), tracks.c.revision == bindparam("at"))
        values = [{"shown": track_id, "at": at} for track_id, at in revisions.items() if storable(track_id)]
        if values:
            async with self._database.writing() as connection:
                await connection.execute(shown.values(indexed_revision=bindparam("at")), values)

    async def indexable_count(self) -> int:
        async with self._database.snapshot() as connection:
            analysed = (await state_counts.read(connection)).analysed
            return analysed - (await connection.scalar(queries.behind_statement()) or 0)

    async def mark_all_stale(self) -> None:
        # run by run, so that others write in between; when it is cut short, doing it all again does no harm
        after: str | None = ""
        while after is not None:
            async with self._database.writing() as connection:
                until: str | None = await connection.scalar(queries.run_end_statement(after))
                await connection.execute(queries.forget_statement(after, until))
            after = until

    async def save_waveform(self, track: Track, waveform: Waveform) -> bool:
        drawing = update(tracks).where(*queries.unchanged(track)).values(has_waveform=True)
        row = {"track_id": track.id, "peaks": waveform.peaks.tobytes(), "model": waveform.model}
        async with self._database.writing() as connection:
            drawn = queries.known_text(track) and (await connection.execute(drawing)).rowcount > 0
            if drawn:
                await connection.execute(replace_into(connection, waveforms), row)
        return drawn

    async def waveform(self, track_id: TrackId) -> Waveform | None:
        if not storable(track_id):
            return None
        kept = select(waveforms.c.peaks, waveforms.c.model).where(waveforms.c.track_id == track_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(kept)).first()
        return analysis_rows.waveform_of(*row) if row is not None else None

    async def without_waveform(self, limit: int, excluding: Collection[TrackId] = ()) -> Sequence[Track]:
        return await self._first(UNDRAWN, limit, excluding)

    async def finished_since(self, moment: datetime) -> int:
        async with self._database.reading() as connection:
            return await connection.scalar(queries.finished_statement(moment)) or 0

    async def _first(self, chosen: ColumnElement[bool], limit: int, excluding: Collection[TrackId]) -> list[Track]:
        """The first tracks by id that a partial index chooses."""
        async with self._database.snapshot() as connection:
            ids = await queries.first_ids(connection, chosen, limit, excluding)
            runs = [(await connection.execute(queries.those_statement(run))).all() for run in chunks(ids)]
        return [track_of(row) for rows in runs for row in rows]
