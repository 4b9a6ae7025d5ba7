"""Look whether everything that the application depends on is there."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from musicsim.domain.model.health import Finding
from musicsim.ports.probe import Probe


@dataclass(frozen=True, kw_only=True)
class Diagnose:
    """Check every part at once.

    Without the `optional` ones the rest still serves: their findings are not required.
    """

    probes: Sequence[Probe]
    optional: Sequence[Probe] = ()

    async def __call__(self) -> list[Finding]:
        """One finding a part, in the order that the parts were given."""
        found = await asyncio.gather(*(probe.check() for probe in (*self.probes, *self.optional)))
        count = len(self.probes)
        return [*found[:count], *(replace(finding, required=False) for finding in found[count:])]
