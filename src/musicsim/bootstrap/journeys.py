"""The wiring of paths and radio."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings


@dataclass(frozen=True, kw_only=True)
class Journeys:
    """Use cases of paths and radio, wired."""


def assemble_journeys(settings: Settings, ports: Ports) -> Journeys:
    """Wire the use cases to `ports`."""
    del settings, ports
    return Journeys()
