"""What tracks are recognised by, in memory."""

from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence

from musicsim.adapters.memory.database import MemoryDatabase, Row
from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.segments import Segments, Unshown
from musicsim.domain.model.track import Track
from musicsim.domain.rules.segmenting import segment_count
from musicsim.ports.segments import SegmentStore


class MemorySegments(SegmentStore):
    """Keeps fingerprints in the MemoryDatabase of the catalogue."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def lacking(self, model: str, limit: int, excluding: Collection[TrackId] = ()) -> Sequence[Track]:
        self._database.check()
        passed = set(excluding)
        rows = (row for row in self._database.present() if row.track.listenable and row.track.id not in passed)
        return [row.track for row in rows if row.whole is None or row.whole.model != model][:limit]

    async def save(self, track: Track, segments: Segments) -> bool:
        row = self._same(track)
        if row is not None:
            row.whole, row.fingerprint = segments.whole, segments.stretch
            row.whole_version, row.whole_shown = row.whole_version + 1, False
        return row is not None

    async def wholes(self, ids: Collection[TrackId]) -> Mapping[TrackId, Fingerprint]:
        return {row.track.id: row.whole for row in self._among(ids) if row.whole is not None}

    async def unshown(self, model: str, limit: int) -> Mapping[TrackId, Unshown]:
        self._database.check()
        behind = [
            (row.track.id, Unshown(row.whole, row.whole_version))
            for row in self._database.present()
            if row.track.listenable and row.whole is not None and row.whole.model == model and not row.whole_shown
        ]
        return dict(behind[:limit])

    async def mark_shown(self, versions: Mapping[TrackId, int]) -> None:
        for row in self._among(versions):
            row.whole_shown = row.whole_shown or row.whole_version == versions[row.track.id]

    async def mark_unshown(self, ids: Collection[TrackId] | None) -> None:
        for row in self._among(self._database.rows if ids is None else ids):
            row.whole_shown = False

    async def shown(self, model: str) -> AsyncIterator[tuple[TrackId, int]]:
        for row in self._among(self._database.rows):
            if row.whole is not None and row.whole.model == model and row.whole_shown:
                yield row.track.id, segment_count(row.whole.words)

    async def shown_count(self, model: str) -> int:
        return sum([parts async for _, parts in self.shown(model)])

    async def save_print(self, track: Track, fingerprint: Fingerprint) -> bool:
        row = self._same(track)
        if row is not None:
            row.fingerprint = fingerprint
        return row is not None

    async def prints(self, ids: Collection[TrackId]) -> Mapping[TrackId, Fingerprint]:
        return {row.track.id: row.fingerprint for row in self._among(ids) if row.fingerprint is not None}

    async def print_of_content(self, content_hash: str) -> Fingerprint | None:
        self._database.check()
        rows = (row for row in self._database.by_id() if content_hash and row.track.content_hash == content_hash)
        return next((row.fingerprint for row in rows if row.fingerprint is not None), None)

    def _same(self, track: Track) -> Row | None:
        """The row, if it still holds the content that was listened to."""
        self._database.check()
        row = self._database.rows.get(track.id)
        return row if row is not None and row.track.content_hash == track.content_hash else None

    def _among(self, ids: Collection[TrackId]) -> Iterator[Row]:
        self._database.check()
        return (row for row in map(self._database.rows.get, sorted(set(ids))) if row is not None)
