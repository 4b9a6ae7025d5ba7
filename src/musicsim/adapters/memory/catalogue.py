"""The tracks of the library, in memory."""

from collections import Counter
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.browse import Folder, SubFolder, TrackQuery
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.page import Page
from musicsim.domain.model.scan import KnownObject, LibraryCounts
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.cursors import decode_cursor, encode_cursor
from musicsim.domain.rules.listing import folders_above, search_text, sort_value, words
from musicsim.ports.catalogue import Catalogue


class MemoryCatalogue(Catalogue):
    """Keeps tracks in a MemoryDatabase. No method yields to others half way, so each is atomic."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def known_objects(self) -> AsyncIterator[KnownObject]:
        self._database.check()
        for track in sorted((row.track for row in self._database.by_id()), key=lambda t: (t.key, t.id)):
            yield known_object(track)

    async def with_content(self, hashes: Collection[str]) -> Mapping[str, Sequence[Track]]:
        self._database.check()
        wanted = set(hashes) - {""}
        found: dict[str, list[Track]] = {}
        for row in self._database.by_id():
            if row.track.content_hash in wanted:
                found.setdefault(row.track.content_hash, []).append(row.track)
        return found

    async def save(self, tracks: Sequence[Track]) -> None:
        self._database.check()
        self._database.store({track.id: track for track in tracks})

    async def mark_missing(self, ids: Collection[TrackId], since: datetime) -> None:
        self._database.check()
        for row in map(self._database.rows.get, set(ids)):
            if row is not None and row.present:
                row.change(replace(row.track, missing_since=since))

    async def restore(self, ids: Collection[TrackId]) -> None:
        self._database.check()
        rows = [row for row in map(self._database.rows.get, set(ids)) if row is not None and not row.present]
        self._database.store({row.track.id: replace(row.track, missing_since=None) for row in rows})

    async def get(self, track_id: TrackId) -> Track | None:
        return next(iter(await self.get_many([track_id])), None)

    async def get_many(self, ids: Sequence[TrackId]) -> list[Track]:
        self._database.check()
        return [row.track for row in map(self._database.rows.get, ids) if row is not None]

    async def at_key(self, key: str) -> Track | None:
        return next((track for track in self._present() if track.key == key), None)

    async def search(self, query: TrackQuery) -> Page[Track]:
        after = decode_cursor(query.cursor, query.order) if query.cursor is not None else None
        found = sorted(
            (sort_value(track, query.order), track.id, track) for track in self._present() if fits(track, query)
        )
        if after is not None:
            found = [item for item in found if item[:2] > after]
        page = found[: query.limit]
        more = encode_cursor(query.order, page[-1][0], page[-1][1]) if len(found) > len(page) else None
        return Page([track for _, _, track in page], more)

    async def folder(self, path: str) -> Folder | None:
        tracks = Counter(folder for track in self._present() for folder in folders_above(track.key))
        if path and path not in tracks:
            return None
        inside = [folder for folder in tracks if folder.rpartition("/")[0] == path]
        names = sorted((folder.rpartition("/")[2], tracks[folder]) for folder in inside)
        return Folder(path, [SubFolder(name, count) for name, count in names])

    async def counts(self) -> LibraryCounts:
        present = self._present()
        by_status = Counter(track.status for track in present)
        return LibraryCounts(
            pending=by_status[TrackStatus.PENDING],
            analysed=by_status[TrackStatus.ANALYSED],
            silent=by_status[TrackStatus.SILENT],
            failed=Counter(track.failure.reason for track in present if track.failure is not None),
            missing=len(self._database.rows) - len(present),
        )

    async def requeue_failed(self) -> int:
        failed = [track for track in self._present() if track.status is TrackStatus.FAILED]
        pending = {track.id: replace(track, status=TrackStatus.PENDING, failure=None) for track in failed}
        self._database.store(pending)
        return len(pending)

    def _present(self) -> list[Track]:
        self._database.check()
        return [row.track for row in self._database.present()]


def known_object(track: Track) -> KnownObject:
    """What the catalogue remembers of the track's object."""
    missing = track.missing_since is not None
    return KnownObject(track.key, track.id, track.size, track.modified_ns, missing, not track.content_hash)


def fits(track: Track, query: TrackQuery) -> bool:
    """Whether a present track is one that the query asks for."""
    text = search_text(track)
    return (
        (query.folder is None or track.folder == query.folder)
        and (not query.statuses or track.status in query.statuses)
        and all(word in text for word in words(query.text))
    )
