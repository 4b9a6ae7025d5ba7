"""The wiring of what sounds similar, and why."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings
from musicsim.domain.use_cases.derive_bearings import DeriveBearings
from musicsim.domain.use_cases.find_members import FindMembers
from musicsim.domain.use_cases.gather_seeds import GatherSeeds
from musicsim.domain.use_cases.narrow_search import NarrowSearch
from musicsim.domain.use_cases.read_bearings import ReadBearings


@dataclass(frozen=True, kw_only=True)
class Discovery:
    """Use cases of what sounds similar, and why, wired."""

    narrow_search: NarrowSearch
    derive_bearings: DeriveBearings
    read_bearings: ReadBearings
    gather_seeds: GatherSeeds


def assemble_discovery(settings: Settings, ports: Ports) -> Discovery:
    """Wire the use cases to `ports`."""
    del settings
    p, space = ports, ports.analyser.spaces[0]
    read_bearings = ReadBearings(derived=p.derived, clock=p.clock)
    members = FindMembers(catalogue=p.catalogue, groups=p.groups, playlists=p.playlists, favourites=p.favourites)
    return Discovery(
        narrow_search=NarrowSearch(favourites=p.favourites, plays=p.plays, clock=p.clock),
        derive_bearings=DeriveBearings(
            analyses=p.analyses, index=p.index, derived=p.derived, clock=p.clock, ids=p.ids, space=space
        ),
        read_bearings=read_bearings,
        gather_seeds=GatherSeeds(
            members=members,
            bearings=read_bearings,
            catalogue=p.catalogue,
            analyses=p.analyses,
            index=p.index,
            texts=p.texts,
            space=space,
        ),
    )
