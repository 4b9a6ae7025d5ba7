"""The wiring of what sounds similar, and why."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings


@dataclass(frozen=True, kw_only=True)
class Discovery:
    """Use cases of what sounds similar, and why, wired."""


def assemble_discovery(settings: Settings, ports: Ports) -> Discovery:
    """Wire the use cases to `ports`."""
    del settings, ports
    return Discovery()
