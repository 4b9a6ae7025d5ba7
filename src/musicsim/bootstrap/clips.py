"""The wiring of excerpts that are listened to."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings


@dataclass(frozen=True, kw_only=True)
class Clips:
    """Use cases of excerpts that are listened to, wired."""


def assemble_clips(settings: Settings, ports: Ports) -> Clips:
    """Wire the use cases to `ports`."""
    del settings, ports
    return Clips()
