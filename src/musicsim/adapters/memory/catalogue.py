"""The tracks of the library, in memory."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from musicsim.adapters.memory.database import MemoryDatabase, Row
from musicsim.domain.model.browse import Folder, SubFolder, TrackQuery
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.page import Page
from musicsim.domain.model.scan import KnownObject, LibraryCounts
from musicsim.domain.model.similarity import Sketch
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.fitting import fits
from musicsim.domain.rules.listing import folders_above, list_name, position, sort_value
from musicsim.domain.rules.paging import page_of
from musicsim.domain.rules.sketches import sketch_of
from musicsim.domain.rules.text import fold
from musicsim.ports.catalogue import Catalogue

_chance = random.Random()


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

    async def artists_of(self, ids: Collection[TrackId]) -> Mapping[TrackId, str]:
        tracks = await self.get_many(list(ids))
        return {track.id: fold(track.metadata.artist) for track in tracks if track.listenable}

    async def sketches(self, ids: Collection[TrackId]) -> Mapping[TrackId, Sketch]:
        return {track.id: sketch_of(track) for track in await self.get_many(list(ids)) if track.listenable}

    async def at_key(self, key: str) -> Track | None:
        return next((track for track in self._present() if track.key == key), None)

    async def search(self, query: TrackQuery) -> Page[Track]:
        after = position(query)
        placed = [
            (sort_value(row.track, query.order, row.analysis), row.track.id, row.track) for row in self._fitting(query)
        ]
        return page_of(placed, list_name(query), after, query.limit, reverse=query.reverse, skip=query.skip)

    async def count(self, query: TrackQuery) -> int:
        return len(self._fitting(query))

    async def sample(self, query: TrackQuery) -> list[Track]:
        found = [row.track for row in self._fitting(query)]
        return _chance.sample(found, min(query.limit, len(found)))

    async def folder(self, path: str) -> Folder | None:
        tracks = Counter(folder for track in self._present() for folder in folders_above(track.key))
        if path and path not in tracks:
            return None
        inside = [folder for folder in tracks if folder.rpartition("/")[0] == path]
        names = sorted((folder.rpartition("/")[2], tracks[folder]) for folder in inside)
        return Folder(path, [SubFolder(name, count) for name, count in names])

    async def tracks_within(self, path: str) -> int:
        return sum(path in folders_above(track.key) for track in self._present())

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

    async def requeue_failed(self, ids: Collection[TrackId] | None = None) -> int:
        meant = [track for track in self._present() if ids is None or track.id in ids]
        failed = [track for track in meant if track.status is TrackStatus.FAILED]
        pending = {track.id: replace(track, status=TrackStatus.PENDING, failure=None) for track in failed}
        self._database.store(pending)
        return len(pending)

    def _fitting(self, query: TrackQuery) -> list[Row]:
        self._database.check()
        liked = self._database.favourites.get(query.favourite_of, {}) if query.favourite_of is not None else {}
        rows = self._database.present()
        return [row for row in rows if fits(query, row.track, row.analysis, favourite=row.track.id in liked)]

    def _present(self) -> list[Track]:
        self._database.check()
        return [row.track for row in self._database.present()]


def known_object(track: Track) -> KnownObject:
    """What the catalogue remembers of the track's object."""
    missing = track.missing_since is not None
    return KnownObject(track.key, track.id, track.size, track.modified_ns, missing, not track.content_hash)
