"""Look whether everything that the application depends on is there."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.model.health import Finding
from musicsim.ports.probe import Probe


@dataclass(frozen=True, kw_only=True)
class Diagnose:
    """Check every part at once."""

    probes: Sequence[Probe]

    async def __call__(self) -> list[Finding]:
        """One finding a part, in the order that the parts were given."""
        return list(await asyncio.gather(*(probe.check() for probe in self.probes)))
