"""The wiring of artwork that is made."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings


@dataclass(frozen=True, kw_only=True)
class Painting:
    """Use cases of artwork that is made, wired."""


def assemble_painting(settings: Settings, ports: Ports) -> Painting:
    """Wire the use cases to `ports`."""
    del settings, ports
    return Painting()
