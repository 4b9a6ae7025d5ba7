"""The explorer: albums, artists, genres, moods, years, and a quick search over all."""

from typing import Annotated

from litestar import Router, get
from litestar.params import QueryParameter

from musicsim.domain.model.groups import AlbumOrder, AlbumQuery, GroupOrder, GroupQuery
from musicsim.domain.model.identity import AlbumId, ArtistId, GenreId
from musicsim.domain.rules.narrowing import span
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.filters import Year
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Cursor, Id, Limit, Reverse
from musicsim.entrypoints.schemas import groups as schemas

Words = Annotated[str, QueryParameter(description="Words that occur in the name, accents ignored.")]
AlbumWords = Annotated[str, QueryParameter(description="Words that occur in the name or artist, accents ignored.")]
Typed = Annotated[str, QueryParameter(description="What was typed so far.")]
Starts = Annotated[str, QueryParameter(description="How the name begins, accents ignored.")]
By = Annotated[str | None, QueryParameter(description="Only albums by this artist: an id.")]
Of = Annotated[str | None, QueryParameter(description="Only albums that a track of this genre is on: an id.")]
Sort = Annotated[GroupOrder, QueryParameter(description="The order; `tracks` is most first.")]
AlbumSort = Annotated[
    AlbumOrder, QueryParameter(description="The order; `added` is newest first. What is from no known year is last.")
]
Few = Annotated[int, QueryParameter(ge=1, le=50, description="The most of each kind.")]


@get("/artists", operation_id="list_artists", summary="List and search artists", responses=problems(422, 503))
async def list_artists(
    application: InjectedApplication,
    q: Words = "",
    starts: Starts = "",
    sort: Sort = GroupOrder.NAME,
    reverse: Reverse = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> schemas.ArtistPage:
    """Whom present tracks, or their albums, are by: see `GET /albums?artist=` and `GET /tracks?artist=`."""
    query = GroupQuery(text=q, starts=starts, order=sort, reverse=reverse, limit=limit, cursor=cursor)
    return schemas.ArtistPage.of(await application.explorer.list_artists(query))


@get("/artists/{artist_id:str}", operation_id="get_artist", summary="An artist", responses=problems(404, 422, 503))
async def show_artist(application: InjectedApplication, artist_id: Id) -> schemas.Artist:
    """How many tracks, how many albums."""
    return schemas.Artist.of(await application.explorer.show_artist(ArtistId(artist_id)))


@get("/albums", operation_id="list_albums", summary="List and search albums", responses=problems(422, 503))
async def list_albums(
    application: InjectedApplication,
    q: AlbumWords = "",
    starts: Starts = "",
    artist: By = None,
    genre: Of = None,
    year_min: Year = None,
    year_max: Year = None,
    sort: AlbumSort = AlbumOrder.NAME,
    reverse: Reverse = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> schemas.AlbumPage:
    """Albums that present tracks are on. Their tracks in order: `GET /tracks?album=…&sort=album`."""
    query = AlbumQuery(
        text=q,
        starts=starts,
        artist=ArtistId(artist) if artist is not None else None,
        genre=GenreId(genre) if genre is not None else None,
        year=span("year", year_min, year_max),
        order=sort,
        reverse=reverse,
        limit=limit,
        cursor=cursor,
    )
    return schemas.AlbumPage.of(await application.explorer.list_albums(query))


@get("/albums/{album_id:str}", operation_id="get_album", summary="An album", responses=problems(404, 422, 503))
async def show_album(application: InjectedApplication, album_id: Id) -> schemas.Album:
    """By whom, from when, how long."""
    return schemas.Album.of(await application.explorer.show_album(AlbumId(album_id)))


@get("/genres", operation_id="list_genres", summary="List and search genres", responses=problems(422, 503))
async def list_genres(
    application: InjectedApplication,
    q: Words = "",
    starts: Starts = "",
    sort: Sort = GroupOrder.NAME,
    reverse: Reverse = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> schemas.GenrePage:
    """Genres that files of present tracks name. Their tracks: `GET /tracks?genre=` with the name."""
    query = GroupQuery(text=q, starts=starts, order=sort, reverse=reverse, limit=limit, cursor=cursor)
    return schemas.GenrePage.of(await application.explorer.list_genres(query))


@get("/genres/{genre_id:str}", operation_id="get_genre", summary="A genre", responses=problems(404, 422, 503))
async def show_genre(application: InjectedApplication, genre_id: Id) -> schemas.Genre:
    """How many tracks name it."""
    return schemas.Genre.of(await application.explorer.show_genre(GenreId(genre_id)))


@get("/moods", operation_id="list_moods", summary="Tags to filter by", responses=problems(503))
async def list_moods(application: InjectedApplication) -> schemas.Moods:
    """What listening hears in present tracks: good for `mood` in `GET /tracks`."""
    return schemas.Moods.of(await application.explorer.list_moods())


@get("/years", operation_id="list_years", summary="The years that the library is from", responses=problems(503))
async def list_years(application: InjectedApplication) -> schemas.Years:
    """The latest first."""
    return schemas.Years.of(await application.explorer.list_years())


@get("/search", operation_id="search", summary="A few of everything", responses=problems(422, 503))
async def search(application: InjectedApplication, caller: InjectedCaller, q: Typed, limit: Few = 5) -> schemas.Quick:
    """The artists, albums and tracks that are likeliest meant: for a search box, at every letter."""
    hits = await application.explorer.quick_search(q, limit)
    return schemas.Quick.of(hits, await application.show_beside(hits.tracks, caller.user))


_HANDLERS = [
    list_artists,
    show_artist,
    list_albums,
    show_album,
    list_genres,
    show_genre,
    list_moods,
    list_years,
    search,
]

router = Router("/", route_handlers=_HANDLERS, tags=["explorer"])
