"""The tracks that people like, in memory."""

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import datetime

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.favourite import Favourite
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.page import Page
from musicsim.domain.rules.favouring import exported_favourite, favourites_list_name, favourites_position
from musicsim.domain.rules.listing import recency
from musicsim.domain.rules.paging import page_of
from musicsim.ports.favourites import Favourites
from musicsim.ports.personal_data import Exported


class MemoryFavourites(Favourites):
    """Keeps favourites in the MemoryDatabase of the catalogue."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def add(self, user: UserId, track: TrackId, at: datetime) -> Favourite | None:
        mine = self._of(user)
        if track not in self._database.rows:
            return None
        self._database.favourites[user] = {track: at} | mine
        return await self.get(user, track)

    async def remove(self, user: UserId, track: TrackId) -> None:
        self._of(user).pop(track, None)

    async def get(self, user: UserId, track: TrackId) -> Favourite | None:
        at = self._of(user).get(track)
        return Favourite(track, at) if at is not None else None

    async def among(self, user: UserId, tracks: Collection[TrackId]) -> Set[TrackId]:
        return set(tracks) & self._of(user).keys()

    async def newest(self, user: UserId, limit: int) -> Sequence[TrackId]:
        placed = sorted((recency(at), track) for track, at in self._of(user).items())
        return [track for _, track in placed[: max(0, limit)]]

    async def page(self, user: UserId, limit: int, cursor: str | None = None) -> Page[Favourite]:
        placed = [(recency(at), track, Favourite(track, at)) for track, at in self._of(user).items()]
        after = favourites_position(user, cursor)
        return page_of(placed, favourites_list_name(user), after, limit, reverse=False)

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        mine = sorted(self._of(user).items(), key=lambda item: (recency(item[1]), item[0]))
        tracks = self._database.rows
        return {"favourites": [exported_favourite(tracks[track].track.key, Favourite(track, at)) for track, at in mine]}

    async def forget(self, user: UserId) -> None:
        self._of(user).clear()

    def _of(self, user: UserId) -> dict[TrackId, datetime]:
        self._database.check()
        return self._database.favourites.get(user, {})
