"""Make the map of the library, and with it its clusters."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from musicsim.domain.errors import Conflict
from musicsim.domain.model.derived import Making
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.library_map import MAP, LibraryMap
from musicsim.domain.model.survey import Drawn, Survey
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.domain.rules.map_composing import composed, names_shown, spelled
from musicsim.domain.rules.map_packing import packed
from musicsim.domain.rules.map_renewal import is_due
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.derived import Derived
from musicsim.ports.ids import Ids
from musicsim.ports.lease import Lease
from musicsim.ports.vector_index import VectorIndex

_AT_ONCE = 500  # tracks that are read


@dataclass(frozen=True, kw_only=True)
class MakeMap:
    """Look the library over, draw its map, name what is on it, and keep it in place of the map before."""

    survey: Callable[[Space], Awaitable[Survey]]
    draw: Callable[[Space, Survey, LibraryMap | None], Awaitable[Drawn]]
    read: Callable[[], Awaitable[LibraryMap | None]]
    index: VectorIndex
    catalogue: Catalogue
    derived: Derived
    lease: Lease
    clock: Clock
    ids: Ids
    space: Space

    async def __call__(self, *, anew: bool = False) -> LibraryMap:
        """The new map; `anew` forgets where everything was. Conflict while another process makes one."""
        async with self.lease.hold("map") as ours:
            if not ours:
                raise Conflict("A map is being made already. Wait until it is there.")
            return await self._make(anew=anew)

    async def _make(self, *, anew: bool) -> LibraryMap:
        space, now = await self.index.answering(LIBRARY) or self.space, self.clock.now()
        survey, before = await self.survey(space), await self.read()
        fits = before is not None and not anew and before.space == space.name
        drawn = await self.draw(space, survey, before if fits else None)
        plain = await asyncio.to_thread(composed, survey, drawn, space)
        shown = await asyncio.to_thread(names_shown, survey, plain)
        made = spelled(replace(plain, version=self.ids.new(), made_at=now), await self._tracks(shown))
        making = Making(version=made.version, basis=len(survey), made_at=now)
        await self.derived.put(MAP, making, await asyncio.to_thread(packed, made))
        return made

    async def _tracks(self, ids: list[TrackId]) -> list[Track]:
        """Some that spell the names which are shown."""
        pages = [await self.catalogue.get_many(ids[at : at + _AT_ONCE]) for at in range(0, len(ids), _AT_ONCE)]
        return [track for page in pages for track in page]


@dataclass(frozen=True, kw_only=True)
class RenewMap:
    """Make the map when it is time to: cheap to ask when it is not."""

    make: Callable[[], Awaitable[LibraryMap]]
    read: Callable[[], Awaitable[LibraryMap | None]]
    derived: Derived
    index: VectorIndex
    analyses: Analyses
    clock: Clock
    space: Space
    every: timedelta
    """How long what is new may wait."""

    async def __call__(self) -> LibraryMap | None:
        """The new map, or None where there is no need for one, or another process is at it."""
        space = await self.index.answering(LIBRARY) or self.space
        made, count = await self._made(), await self.index.count(space)
        heard = await self.analyses.finished_since(made.made_at) if made is not None else 0
        if not is_due(made, count, heard, self.clock.now(), self.every):
            return None
        try:
            return await self.make()
        except Conflict:
            return None

    async def _made(self) -> Making | None:
        """None also where there is one that nobody can read."""
        making = await self.derived.making(MAP)
        return making if making is not None and await self.read() is not None else None
