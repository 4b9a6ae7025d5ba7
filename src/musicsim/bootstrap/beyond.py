"""The wiring of what lies beyond the library."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings


@dataclass(frozen=True, kw_only=True)
class Beyond:
    """Use cases of what lies beyond the library, wired."""


def assemble_beyond(settings: Settings, ports: Ports) -> Beyond:
    """Wire the use cases to `ports`."""
    del settings, ports
    return Beyond()
