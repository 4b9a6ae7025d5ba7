"""Tracks by key and title, in memory."""

from collections.abc import Collection, Mapping, Sequence

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.track import Track
from musicsim.domain.rules.text import fold
from musicsim.ports.track_finder import TrackFinder


class MemoryTrackFinder(TrackFinder):
    """Finds tracks in a MemoryDatabase."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def at_keys(self, keys: Collection[str]) -> Mapping[str, Track]:
        self._database.check()
        return {row.track.key: row.track for row in self._database.present() if row.track.key in set(keys)}

    async def titled(self, titles: Collection[str], most: int | None = None) -> Mapping[str, Sequence[Track]]:
        self._database.check()
        found: dict[str, list[Track]] = {}
        for row in self._database.present():
            if (title := fold(row.track.metadata.title)) in set(titles):
                found.setdefault(title, []).append(row.track)
        return {title: some[:most] for title, some in found.items()}

    async def identified(self, codes: Collection[str]) -> Mapping[str, Track]:
        self._database.check()
        wanted, found = set(codes) - {""}, dict[str, Track]()
        for row in self._database.present():
            if (code := row.track.metadata.isrc) in wanted:
                found.setdefault(code, row.track)
        return found
