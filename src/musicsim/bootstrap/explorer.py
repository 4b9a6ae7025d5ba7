"""The wiring of the explorer, and of favourites."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.domain.use_cases.count_fitting import CountFitting
from musicsim.domain.use_cases.count_tracks import CountTracks
from musicsim.domain.use_cases.draw_tracks import DrawTracks
from musicsim.domain.use_cases.explore_groups import (
    ListAlbums,
    ListArtists,
    ListGenres,
    ListMoods,
    ListYears,
    ShowAlbum,
    ShowArtist,
    ShowGenre,
)
from musicsim.domain.use_cases.keep_favourites import AddFavourite, FindFavourite, ListFavourites, RemoveFavourite
from musicsim.domain.use_cases.look_up_tracks import LookUpTracks
from musicsim.domain.use_cases.quick_search import QuickSearch


@dataclass(frozen=True, kw_only=True)
class Explorer:
    """The use cases of walking through the library, wired."""

    count_tracks: CountTracks
    count_fitting: CountFitting
    draw_tracks: DrawTracks
    look_up_tracks: LookUpTracks
    quick_search: QuickSearch
    list_artists: ListArtists
    show_artist: ShowArtist
    list_albums: ListAlbums
    show_album: ShowAlbum
    list_genres: ListGenres
    show_genre: ShowGenre
    list_moods: ListMoods
    list_years: ListYears
    add_favourite: AddFavourite
    remove_favourite: RemoveFavourite
    find_favourite: FindFavourite
    list_favourites: ListFavourites


def assemble_explorer(ports: Ports) -> Explorer:
    """Wire the use cases to `ports`."""
    p = ports
    return Explorer(
        count_tracks=CountTracks(catalogue=p.catalogue, groups=p.groups),
        count_fitting=CountFitting(catalogue=p.catalogue),
        draw_tracks=DrawTracks(catalogue=p.catalogue),
        look_up_tracks=LookUpTracks(catalogue=p.catalogue),
        quick_search=QuickSearch(catalogue=p.catalogue, groups=p.groups),
        list_artists=ListArtists(groups=p.groups),
        show_artist=ShowArtist(groups=p.groups),
        list_albums=ListAlbums(groups=p.groups),
        show_album=ShowAlbum(groups=p.groups),
        list_genres=ListGenres(groups=p.groups),
        show_genre=ShowGenre(groups=p.groups),
        list_moods=ListMoods(groups=p.groups),
        list_years=ListYears(groups=p.groups),
        add_favourite=AddFavourite(favourites=p.favourites, clock=p.clock),
        remove_favourite=RemoveFavourite(favourites=p.favourites),
        find_favourite=FindFavourite(favourites=p.favourites),
        list_favourites=ListFavourites(favourites=p.favourites, catalogue=p.catalogue),
    )
