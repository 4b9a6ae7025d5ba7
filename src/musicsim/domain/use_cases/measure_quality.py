"""Measure how good the answers are, and keep that."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from musicsim.domain.errors import Conflict
from musicsim.domain.model.derived import Making
from musicsim.domain.model.evaluation import Quality
from musicsim.domain.model.models import KeptQuality
from musicsim.domain.rules.quality_keeping import NAME, packed, unpacked
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.derived import Derived
from musicsim.ports.ids import Ids

MOST_TRACKS = 20_000
"""In a process that answers people, too: comparing more with one another would take minutes of it."""

Evaluate = Callable[[Sequence[tuple[str, str]]], Awaitable[Quality]]


@dataclass(frozen=True, kw_only=True)
class MeasureQuality:
    """Evaluates the library by itself (see EvaluateSimilarity), and keeps what came of it for all to see."""

    evaluate: Evaluate
    catalogue: Catalogue
    derived: Derived
    clock: Clock
    ids: Ids

    async def check(self) -> None:
        """Conflict when there is nothing to measure, or too much for a process that has other things to do."""
        analysed = (await self.catalogue.counts()).analysed
        if not analysed:
            raise Conflict("Nothing has been listened to yet.")
        if analysed > MOST_TRACKS:
            raise Conflict(f"More than {MOST_TRACKS} tracks are measured on the command line: 'musicsim evaluate'.")

    async def __call__(self, duplicates: Sequence[tuple[str, str]] = ()) -> Quality:
        """The report; `duplicates` are known pairs of keys. One of no track is not kept."""
        quality = await self.evaluate(duplicates)
        if quality.tracks:
            making = Making(version=self.ids.new(), basis=quality.tracks, made_at=self.clock.now())
            await self.derived.put(NAME, making, packed(quality))
        return quality


@dataclass(frozen=True, kw_only=True)
class ReadQuality:
    """What was measured last."""

    derived: Derived

    async def __call__(self) -> KeptQuality | None:
        """None when nobody measured yet."""
        kept = await self.derived.get(NAME)
        return KeptQuality(unpacked(kept[1]), kept[0].made_at) if kept else None
