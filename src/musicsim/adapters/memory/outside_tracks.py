"""What is known of tracks in outside catalogues, in memory."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outside_track import Counterpart, Described, OurOwn
from musicsim.ports.outside_tracks import OutsideTracks


class MemoryOutsideTracks(OutsideTracks):
    """Descriptions for as long as the process runs; reachable when `database` is."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database
        self._described: dict[ExternalId, Described] = {}
        self._matches: dict[TrackId, dict[str, Counterpart]] = {}

    async def described(self, ids: Collection[ExternalId]) -> Mapping[ExternalId, Described]:
        self._database.check()
        return {one: self._described[one] for one in ids if one in self._described}

    async def describe(self, track: ExternalId, what: Described) -> None:
        self._database.check()
        self._described[track] = what

    async def counterparts(self, track: TrackId) -> Mapping[str, Counterpart]:
        self._database.check()
        return dict(self._matches.get(track, {}))

    async def match(self, track: TrackId, what: Counterpart) -> None:
        self._database.check()
        self._matches.setdefault(track, {})[what.catalogue] = what

    async def ours(self, ids: Collection[ExternalId]) -> Mapping[ExternalId, Sequence[OurOwn]]:
        self._database.check()
        found: dict[ExternalId, list[OurOwn]] = {}
        for track, matches in sorted(self._matches.items()):
            for what in matches.values():
                if what.external is not None and what.external in ids:
                    found.setdefault(what.external, []).append(OurOwn(track, what.sought))
        return found

    async def forget(self, before: datetime, most: int) -> int:
        self._database.check()
        old = sorted((what.asked_at, one.id, one) for one, what in self._described.items() if what.asked_at < before)
        for _, _, one in old[:most]:
            del self._described[one]
        return len(old[:most])
