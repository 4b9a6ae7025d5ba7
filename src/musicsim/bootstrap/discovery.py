"""The wiring of what sounds similar, and why."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings
from musicsim.domain.use_cases.derive_bearings import DeriveBearings
from musicsim.domain.use_cases.find_blended import FindBlended
from musicsim.domain.use_cases.find_by_words import FindByWords
from musicsim.domain.use_cases.find_members import FindMembers
from musicsim.domain.use_cases.find_similar import FindSimilar
from musicsim.domain.use_cases.gather_seeds import GatherSeeds
from musicsim.domain.use_cases.measure_hubs import MeasureHubs
from musicsim.domain.use_cases.narrow_search import NarrowSearch
from musicsim.domain.use_cases.rank_tracks import RankTracks
from musicsim.domain.use_cases.read_bearings import ReadBearings
from musicsim.domain.use_cases.recall_tracks import RecallTracks
from musicsim.domain.use_cases.search_around import SearchAround


@dataclass(frozen=True, kw_only=True)
class Discovery:
    """Use cases of what sounds similar, and why, wired."""

    narrow_search: NarrowSearch
    derive_bearings: DeriveBearings
    read_bearings: ReadBearings
    recall_tracks: RecallTracks
    gather_seeds: GatherSeeds
    search_around: SearchAround
    find_similar: FindSimilar
    find_blended: FindBlended
    find_by_words: FindByWords
    measure_hubs: MeasureHubs


def assemble_discovery(settings: Settings, ports: Ports) -> Discovery:
    """Wire the use cases to `ports`."""
    del settings
    p, space = ports, ports.analyser.spaces[0]
    read_bearings = ReadBearings(derived=p.derived, clock=p.clock)
    members = FindMembers(catalogue=p.catalogue, groups=p.groups, playlists=p.playlists, favourites=p.favourites)
    recall = RecallTracks(catalogue=p.catalogue, analyses=p.analyses, numbers=p.hubs, index=p.index, space=space)
    rank = RankTracks(analyses=p.analyses, segments=p.segments, index=p.index, looks=recall.looks)
    search = SearchAround(
        catalogue=p.catalogue,
        analyses=p.analyses,
        favourites=p.favourites,
        index=p.index,
        bearings=read_bearings,
        outlines=recall.outlines,
        forget=recall.forget,
        rank=rank,
    )
    gather = GatherSeeds(
        members=members,
        bearings=read_bearings,
        catalogue=p.catalogue,
        analyses=p.analyses,
        segments=p.segments,
        index=p.index,
        texts=p.texts,
        space=space,
    )
    return Discovery(
        narrow_search=NarrowSearch(favourites=p.favourites, plays=p.plays, clock=p.clock),
        derive_bearings=DeriveBearings(
            analyses=p.analyses, index=p.index, derived=p.derived, clock=p.clock, ids=p.ids, space=space
        ),
        read_bearings=read_bearings,
        recall_tracks=recall,
        gather_seeds=gather,
        search_around=search,
        measure_hubs=MeasureHubs(hubs=p.hubs, index=p.index, space=space),
        find_similar=FindSimilar(
            catalogue=p.catalogue,
            analyses=p.analyses,
            segments=p.segments,
            index=p.index,
            search=search,
            space=space,
        ),
        find_blended=FindBlended(gather=gather, search=search),
        find_by_words=FindByWords(
            texts=p.texts,
            bearings=read_bearings,
            analyses=p.analyses,
            catalogue=p.catalogue,
            index=p.index,
            rank=rank,
            space=space,
        ),
    )
