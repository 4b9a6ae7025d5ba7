"""What listening found, in memory."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from musicsim.adapters.memory.database import LISTENED, MemoryDatabase, Row
from musicsim.domain.model.analysis import Analysis, Vector, Waveform
from musicsim.domain.model.details import UNHEARD, TempoAndKey
from musicsim.domain.model.failure import Failure
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.indexing import StaleTrack
from musicsim.domain.model.outline import Outlines
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.outlines import outlined
from musicsim.ports.analyses import Analyses


class MemoryAnalyses(Analyses):
    """Keeps analyses in the MemoryDatabase of the catalogue. No method yields to others half way."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def pending(self, limit: int, excluding: Collection[TrackId] = ()) -> list[Track]:
        return self._present(limit, excluding, lambda row: row.track.status is TrackStatus.PENDING)

    async def save(self, track: Track, analysis: Analysis, at: datetime) -> bool:
        row = self._same(track)
        if row is None:
            return False
        status = TrackStatus.SILENT if analysis.silent else TrackStatus.ANALYSED
        row.change(replace(row.track, status=status, failure=None))
        row.analysis, row.finished_at = analysis, at
        return True

    async def fail(self, track: Track, failure: Failure, at: datetime) -> bool:
        row = self._same(track)
        if row is None:
            return False
        row.change(replace(row.track, status=TrackStatus.FAILED, failure=failure))
        row.analysis, row.waveform, row.finished_at = None, None, at
        row.fingerprint = row.whole = None
        return True

    async def get(self, track_id: TrackId) -> Analysis | None:
        self._database.check()
        row = self._database.rows.get(track_id)
        return row.analysis if row is not None else None

    async def get_many(self, ids: Collection[TrackId]) -> Mapping[TrackId, Analysis]:
        self._database.check()
        rows = [row for row in map(self._database.rows.get, set(ids)) if row is not None]
        return {row.track.id: replace(row.analysis, embeddings=()) for row in rows if row.analysis is not None}

    async def untagged(self, ids: Collection[TrackId]) -> Mapping[TrackId, Analysis]:
        return {one: replace(found, tags=None) for one, found in (await self.get_many(ids)).items()}

    async def tempi_and_keys(self, ids: Collection[TrackId]) -> Mapping[TrackId, TempoAndKey]:
        shown = {one: TempoAndKey.of(found) for one, found in (await self.get_many(ids)).items()}
        return {one: found for one, found in shown.items() if found != UNHEARD}

    async def outlines(self, ids: Collection[TrackId]) -> Outlines:
        found = await self.get_many(ids)
        return Outlines(list(found), outlined(found.values()))

    async def of_content(self, content_hash: str) -> Analysis | None:
        self._database.check()
        rows = (row for row in self._database.by_id() if content_hash and row.track.content_hash == content_hash)
        return next((row.analysis for row in rows if row.analysis is not None), None)

    async def embeddings(self, space: str) -> AsyncIterator[tuple[TrackId, Vector]]:
        self._database.check()
        for row in self._database.present():
            embedding = row.analysis.embedding(space) if row.analysis is not None else None
            if embedding is not None:
                yield row.track.id, embedding.vector

    async def stale(self, limit: int) -> list[StaleTrack]:
        self._database.check()
        rows = [row for row in self._database.by_id() if row.stale]
        return [StaleTrack(row.track, row.analysis, row.revision) for row in rows[:limit]]

    async def mark_indexed(self, revisions: Mapping[TrackId, int]) -> None:
        self._database.check()
        for track_id, revision in revisions.items():
            row = self._database.rows.get(track_id)
            if row is not None and row.revision == revision:
                row.indexed = revision

    async def indexable_count(self) -> int:
        self._database.check()
        return sum(row.track.listenable and not row.stale for row in self._database.by_id())

    async def mark_stale(self, ids: Collection[TrackId]) -> None:
        self._database.check()
        for track_id in set(ids):
            if (row := self._database.rows.get(track_id)) is not None:
                row.change(row.track)

    async def save_waveform(self, track: Track, waveform: Waveform) -> bool:
        row = self._same(track)
        if row is None:
            return False
        row.waveform = waveform
        return True

    async def waveform(self, track_id: TrackId) -> Waveform | None:
        self._database.check()
        row = self._database.rows.get(track_id)
        return row.waveform if row is not None else None

    async def without_waveform(self, limit: int, excluding: Collection[TrackId] = ()) -> Sequence[Track]:
        return self._present(limit, excluding, lambda row: row.track.status in LISTENED and row.waveform is None)

    async def heard_otherwise(self, space: str, limit: int, excluding: Collection[TrackId] = ()) -> Sequence[Track]:
        def lacks(row: Row) -> bool:
            return row.track.listenable and (row.analysis is None or row.analysis.embedding(space) is None)

        return self._present(limit, excluding, lacks)

    async def finished_since(self, moment: datetime) -> int:
        self._database.check()
        return sum(row.finished_at is not None and row.finished_at > moment for row in self._database.by_id())

    def _same(self, track: Track) -> Row | None:
        """The row, if it still holds the content that was listened to."""
        self._database.check()
        row = self._database.rows.get(track.id)
        return row if row is not None and row.track.content_hash == track.content_hash else None

    def _present(self, limit: int, excluding: Collection[TrackId], chosen: Callable[[Row], bool]) -> list[Track]:
        self._database.check()
        passed = set(excluding)
        rows = (row for row in self._database.present() if row.track.id not in passed and chosen(row))
        return [row.track for row in rows][:limit]
