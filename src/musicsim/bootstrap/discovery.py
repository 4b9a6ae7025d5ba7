"""The wiring of what sounds similar, and why."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings
from musicsim.domain.use_cases.narrow_search import NarrowSearch


@dataclass(frozen=True, kw_only=True)
class Discovery:
    """Use cases of what sounds similar, and why, wired."""

    narrow_search: NarrowSearch


def assemble_discovery(settings: Settings, ports: Ports) -> Discovery:
    """Wire the use cases to `ports`."""
    del settings
    p = ports
    return Discovery(narrow_search=NarrowSearch(favourites=p.favourites, plays=p.plays, clock=p.clock))
