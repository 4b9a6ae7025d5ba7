"""What people listened to, in memory."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.page import Page
from musicsim.domain.model.play import Play, PlayCount, PlayEvent, PlayId, Reception
from musicsim.domain.rules.listing import recency
from musicsim.domain.rules.paging import page_of
from musicsim.domain.rules.plays import exported_play, history_name, history_position, received
from musicsim.ports.personal_data import Exported
from musicsim.ports.plays import Plays


class MemoryPlays(Plays):
    """Keeps plays in memory, and is as reachable as its MemoryDatabase; it takes whoever comes for a person."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database
        self._plays: dict[UserId, dict[PlayId, Play]] = {}

    async def record(self, user: UserId, events: Sequence[PlayEvent]) -> Sequence[Reception]:
        self._database.check()
        plays, receptions = self._plays.setdefault(user, {}), []
        for event in events:
            plays[event.play], reception = received(plays.get(event.play), event)
            receptions.append(reception)
        return receptions

    async def history(self, user: UserId, limit: int, cursor: str | None = None) -> Page[Play]:
        self._database.check()
        after = history_position(user, cursor)
        placed = ((recency(play.started_at), play.id, play) for play in self._of(user))
        return page_of(placed, history_name(user), after, limit, reverse=False)

    async def recent(self, user: UserId, limit: int) -> Sequence[PlayCount]:
        self._database.check()
        return sorted(_counted(self._of(user)), key=lambda each: (recency(each.last_at), each.track))[:limit]

    async def most_played(self, user: UserId, limit: int, since: datetime | None = None) -> Sequence[PlayCount]:
        self._database.check()
        counting = (each for each in self._of(user) if each.counts and (since is None or each.started_at >= since))
        return sorted(_counted(counting), key=lambda each: (-each.plays, recency(each.last_at), each.track))[:limit]

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        self._database.check()
        mine = sorted(self._of(user), key=lambda play: (recency(play.started_at), play.id))
        return {"history": [exported_play(self._database.rows[play.track].track.key, play) for play in mine]}

    async def forget(self, user: UserId) -> None:
        self._database.check()
        self._plays.pop(user, None)

    def latest(self, limit: int) -> list[Play]:
        """Anybody's, the latest first."""
        everything = (play for theirs in self._plays.values() for play in theirs.values())
        return sorted(everything, key=lambda play: (recency(play.started_at), play.track))[:limit]

    def _of(self, user: UserId) -> Iterable[Play]:
        return self._plays.get(user, {}).values()


def _counted(plays: Iterable[Play]) -> list[PlayCount]:
    times: dict[TrackId, list[datetime]] = {}
    for play in plays:
        times.setdefault(play.track, []).append(play.started_at)
    return [PlayCount(track, len(each), max(each)) for track, each in times.items()]
