"""Albums and artists that sound alike."""

from typing import Annotated

from litestar import Router, get
from litestar.params import QueryParameter

from musicsim.domain.model.identity import AlbumId, ArtistId
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.parameters import Id
from musicsim.entrypoints.schemas.alike import AlikeAlbums, AlikeArtists

Few = Annotated[int, QueryParameter(ge=1, le=30, description="The most to answer with.")]


@get(
    "/albums/{album_id:str}/similar",
    operation_id="list_similar_albums",
    summary="Albums that sound like one",
    responses=problems(404, 409, 422, 503),
)
async def list_similar_albums(application: InjectedApplication, album_id: Id, limit: Few = 10) -> AlikeAlbums:
    """By all their tracks together, not by their mean. 409 when none of its tracks has been listened to."""
    return AlikeAlbums.of(await application.collections.similar_albums(AlbumId(album_id), limit))


@get(
    "/artists/{artist_id:str}/similar",
    operation_id="list_similar_artists",
    summary="Artists who sound like one",
    responses=problems(404, 409, 422, 503),
)
async def list_similar_artists(application: InjectedApplication, artist_id: Id, limit: Few = 10) -> AlikeArtists:
    """By all their tracks together, not by their mean. 409 when none of their tracks has been listened to."""
    return AlikeArtists.of(await application.collections.similar_artists(ArtistId(artist_id), limit))


router = Router("/", route_handlers=[list_similar_albums, list_similar_artists], tags=["explorer"])
