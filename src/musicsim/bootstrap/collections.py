"""The wiring of collections that make themselves, and of the map."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings


@dataclass(frozen=True, kw_only=True)
class Collections:
    """Use cases of collections that make themselves, and of the map, wired."""


def assemble_collections(settings: Settings, ports: Ports) -> Collections:
    """Wire the use cases to `ports`."""
    del settings, ports
    return Collections()
