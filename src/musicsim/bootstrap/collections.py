"""The wiring of collections that make themselves, and of the map."""

from dataclasses import dataclass
from datetime import timedelta

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings
from musicsim.domain.use_cases.daily_mixes import KeepMix, ListMixes, MakeMixes, ShowMix
from musicsim.domain.use_cases.draw_map import DrawMap
from musicsim.domain.use_cases.keep_playlists import CreatePlaylist
from musicsim.domain.use_cases.make_map import MakeMap, RenewMap
from musicsim.domain.use_cases.read_map import DownloadMap, FindPlace, ListCluster, LookAround, ReadMap, ShowMap
from musicsim.domain.use_cases.similar_groups import CompareGroups, FindSimilarAlbums, FindSimilarArtists
from musicsim.domain.use_cases.survey_library import SurveyLibrary


@dataclass(frozen=True, kw_only=True)
class Collections:
    """Use cases of collections that make themselves, and of the map, wired."""

    make_map: MakeMap
    renew_map: RenewMap | None
    """None where there is to be no map."""
    read_map: ReadMap
    download_map: DownloadMap
    show_map: ShowMap
    look_around: LookAround
    find_place: FindPlace
    list_cluster: ListCluster
    list_mixes: ListMixes
    show_mix: ShowMix
    keep_mix: KeepMix
    similar_albums: FindSimilarAlbums
    similar_artists: FindSimilarArtists


def assemble_collections(settings: Settings, ports: Ports) -> Collections:
    """Wire the use cases to `ports`."""
    p, space = ports, ports.analyser.spaces[0]
    read = ReadMap(derived=p.derived)
    show = ShowMap(read=read)
    make_map = MakeMap(
        survey=SurveyLibrary(index=p.index, analyses=p.analyses),
        draw=DrawMap(maker=p.map_maker, index=p.index, ids=p.ids),
        read=read,
        index=p.index,
        catalogue=p.catalogue,
        derived=p.derived,
        lease=p.lease,
        clock=p.clock,
        ids=p.ids,
        space=space,
    )
    make_mixes = _mixes(ports)
    compare = CompareGroups(catalogue=p.catalogue, index=p.index, space=space)
    return Collections(
        make_map=make_map,
        renew_map=_renewal(settings, ports, make_map),
        read_map=read,
        download_map=DownloadMap(derived=p.derived),
        show_map=show,
        look_around=LookAround(show=show, catalogue=p.catalogue),
        find_place=FindPlace(show=show, catalogue=p.catalogue),
        list_cluster=ListCluster(read=read, catalogue=p.catalogue),
        list_mixes=ListMixes(make=make_mixes),
        show_mix=ShowMix(make=make_mixes, catalogue=p.catalogue),
        keep_mix=KeepMix(make=make_mixes, create=CreatePlaylist(playlists=p.playlists, clock=p.clock, ids=p.ids)),
        similar_albums=FindSimilarAlbums(groups=p.groups, compare=compare),
        similar_artists=FindSimilarArtists(groups=p.groups, compare=compare),
    )


def _renewal(settings: Settings, ports: Ports, make: MakeMap) -> RenewMap | None:
    if not settings.map_every:
        return None
    p = ports
    return RenewMap(
        make=make,
        read=make.read,
        derived=p.derived,
        index=p.index,
        analyses=p.analyses,
        clock=p.clock,
        space=p.analyser.spaces[0],
        every=timedelta(minutes=settings.map_every),
    )


def _mixes(ports: Ports) -> MakeMixes:
    p = ports
    return MakeMixes(
        mixes=p.mixes,
        plays=p.plays,
        favourites=p.favourites,
        catalogue=p.catalogue,
        analyses=p.analyses,
        index=p.index,
        clock=p.clock,
        space=p.analyser.spaces[0],
    )
