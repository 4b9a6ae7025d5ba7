"""What the whole library gives to comparisons, at hand."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from musicsim.domain.model.bearings import Bearings
from musicsim.domain.model.vectors import Space
from musicsim.domain.rules.bearings import bearings_name, unpacked, usual_bearings
from musicsim.domain.rules.once import Once
from musicsim.ports.clock import Clock
from musicsim.ports.derived import Derived

_GOOD_FOR = timedelta(seconds=30)


@dataclass(slots=True)
class _Kept:
    """What was read last, which making it is, and until when nobody has to look whether there is a later one."""

    bearings: Bearings
    version: str | None
    until: datetime


@dataclass(frozen=True, kw_only=True)
class ReadBearings:
    """Reads bearings once, and looks every half a minute whether there are later ones."""

    derived: Derived
    clock: Clock
    _kept: dict[str, _Kept] = field(default_factory=dict, init=False, compare=False)
    _reading: Once[str, Bearings] = field(default_factory=Once, init=False, compare=False)

    async def __call__(self, space: Space) -> Bearings:
        """Those of a space; what is usual where the housekeeper has made none yet."""
        kept = self._kept.get(space.name)
        if kept is not None and self.clock.now() < kept.until:
            return kept.bearings
        return await self._reading(space.name, lambda: self._read(space))

    async def _read(self, space: Space) -> Bearings:
        kept, name = self._kept.get(space.name), bearings_name(space.name)
        making = await self.derived.making(name)
        if kept is None or kept.version != (making.version if making else None):
            found = await self.derived.get(name)
            bearings = unpacked(found[1]) if found else usual_bearings(space.dimension)
            kept = self._kept[space.name] = _Kept(bearings, found[0].version if found else None, self.clock.now())
        kept.until = self.clock.now() + _GOOD_FOR
        return kept.bearings
