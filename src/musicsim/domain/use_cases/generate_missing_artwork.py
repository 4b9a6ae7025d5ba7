"""See to it that albums have pictures, a few at a time."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from musicsim.domain.model.painting import AlbumFacts, ArtworkSearch, Subject
from musicsim.domain.rules.missing_artwork import due_albums
from musicsim.ports.artwork_searches import ArtworkSearches
from musicsim.ports.clock import Clock

Picture = Callable[[Subject], Coroutine[Any, Any, ArtworkSearch | None]]
"""Finds or makes the picture of one; None when there is nothing to do, or somebody else does it."""

LAP = timedelta(seconds=30)
"""Between two looks through the whole library, at least: most of it has its rows."""

_LATEST_PLAYS = 200
_WINDOWS = 5
"""Windows that one round looks through at most."""


@dataclass(slots=True)
class _Lap:
    """How far this process has looked through the library, and since when."""

    begun: datetime | None = None
    after: str | None = None
    done: bool = False


@dataclass(frozen=True, kw_only=True)
class GenerateMissingArtwork:
    """First what was played last, then what was added last; what failed before comes behind all that was not tried.

    May run in many processes at once: each album's row is claimed by one.
    """

    searches: ArtworkSearches
    picture: Picture
    clock: Clock
    generators: Sequence[str]

    _lap: _Lap = field(default_factory=_Lap, init=False, compare=False)

    async def __call__(self, limit: int, on_done: Callable[[ArtworkSearch], None] = lambda _: None) -> int:
        """See to at most `limit` albums; how many it were: not those that somebody else is at, who may take minutes.

        None without any generator.
        """
        done = 0
        for facts in await self._next(limit) if self.generators else ():
            if (search := await self.picture(facts.subject)) is not None:
                on_done(search)
                done += 1
        return done

    async def _next(self, limit: int) -> list[AlbumFacts]:
        now = self.clock.now()
        known = {row.album: _facts(row, now) for row in await self.searches.due(now, limit)}
        known |= {facts.album: facts for facts in await self.searches.played(_LATEST_PLAYS)}
        fresh = due_albums(known.values(), self.generators, now)
        if sum(facts.search is None for facts in fresh) < limit:
            found = {facts.album: facts for facts in await self._untried(limit, now)} | known
            fresh = due_albums(found.values(), self.generators, now)
        return fresh[:limit]

    async def _untried(self, limit: int, now: datetime) -> list[AlbumFacts]:
        lap = self._lap
        if lap.begun is None or (lap.done and now - lap.begun >= LAP):
            lap.begun, lap.after, lap.done = now, None, False
        found: list[AlbumFacts] = []
        for _ in range(_WINDOWS):
            if lap.done or len(found) >= limit:
                break
            page = await self.searches.untried(limit - len(found), lap.after)
            found += page.items
            lap.after, lap.done = page.next, page.next is None
        return found


def _facts(search: ArtworkSearch, now: datetime) -> AlbumFacts:
    return AlbumFacts(album=search.album, alone=search.alone, added_at=search.changed_at or now, search=search)
