"""What a link to a playlist leads to: that playlist and the sound and pictures of its tracks, and nothing else.

Nobody has to be signed in; who knows the link's secret may come in as long as it holds.
"""

from functools import partial
from typing import Annotated, Any

from litestar import HttpMethod, Request, Response, Router, get, route
from litestar.di import Provide
from litestar.params import PathParameter
from litestar.response.base import ASGIResponse

from musicsim.domain.model.artwork import ArtworkSize
from musicsim.domain.model.identity import TrackId
from musicsim.entrypoints.http.access import PUBLIC
from musicsim.entrypoints.http.controllers.artwork import PICTURE, Size, answer_picture, is_known_picture
from musicsim.entrypoints.http.controllers.audio import probed, streamed
from musicsim.entrypoints.http.documentation import NOBODY, content, nothing, open_problems
from musicsim.entrypoints.http.etags import is_named_weakly, weak_etag
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.parameters import Absence, Absent, Cursor, Id, Limit
from musicsim.entrypoints.http.preconditions import IfNoneMatch
from musicsim.entrypoints.http.wishes import InjectedWish, provide_wish
from musicsim.entrypoints.schemas.share import SharedItems, SharedPlaylist

Token = Annotated[str, PathParameter(description="The secret of a link.")]
AnyRequest = Request[Any, Any, Any]

_KNOWN = {304: nothing("It is as you know it")}
_AUDIO = open_problems(404, 409, 412, 416, 422, 503) | {
    200: content(bytes, "audio/*", "The whole file, or what is transcoded, which comes without its length"),
    206: content(bytes, "audio/*", "The range that was asked for"),
    **_KNOWN,
}
_PICTURE = open_problems(404, 422, 503) | PICTURE


@get(
    "/",
    operation_id="get_shared_playlist",
    summary="A playlist that was shared with you",
    responses=open_problems(404, 422, 503) | _KNOWN,
)
async def show_playlist(
    application: InjectedApplication, token: Token, if_none_match: IfNoneMatch = None
) -> Response[SharedPlaylist]:
    """Its name and description; 404 for a link that never was, was revoked or has expired."""
    playlist, _ = await application.curation.open_share(token)
    etag = weak_etag(playlist.id.encode(), str(playlist.version).encode())
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if is_named_weakly(etag, if_none_match):
        return Response(None, status_code=304, headers=headers)  # type: ignore[arg-type]
    return Response(SharedPlaylist.of(playlist), headers=headers)


@get(
    "/items",
    operation_id="list_shared_items",
    summary="What is in a playlist that was shared with you",
    responses=open_problems(404, 409, 422, 503),
)
async def list_items(
    application: InjectedApplication, token: Token, limit: Limit = 100, cursor: Cursor = None
) -> SharedItems:
    """In order, page by page; nothing tells where the files lie. 409 for a cursor from before it was changed."""
    playlist, owner = await application.curation.open_share(token)
    return SharedItems.of(await application.curation.read_playlist(owner, playlist.id, limit, cursor))


@get(
    "/cover",
    operation_id="get_shared_cover",
    summary="The picture of a playlist that was shared with you",
    responses=_PICTURE,
    no_compression=True,
)
async def show_cover(
    application: InjectedApplication,
    request: AnyRequest,
    token: Token,
    size: Size = ArtworkSize.MEDIUM,
    absent: Absence = Absent.PROBLEM,
) -> Response[bytes]:
    """A mosaic of the first four different pictures of its tracks; 404 where none has one."""
    playlist, owner = await application.curation.open_share(token)
    known = partial(is_known_picture, request)
    return await answer_picture(application.curation.show_cover(owner, playlist.id, size, known), absent)


@get(
    "/tracks/{track_id:str}/artwork",
    operation_id="get_shared_artwork",
    summary="The picture of a track that was shared with you",
    responses=_PICTURE,
    no_compression=True,
)
async def show_artwork(
    application: InjectedApplication,
    request: AnyRequest,
    token: Token,
    track_id: Id,
    size: Size = ArtworkSize.MEDIUM,
    absent: Absence = Absent.PROBLEM,
) -> Response[bytes]:
    """404 for tracks that the playlist does not hold, and where there is no picture."""
    track = await application.curation.open_shared_track(token, TrackId(track_id))
    show = application.listening.show_artwork
    return await answer_picture(show(track, size, partial(is_known_picture, request)), absent)


@get(
    "/tracks/{track_id:str}/stream",
    operation_id="stream_shared_track",
    summary="The audio of a track that was shared with you",
    responses=_AUDIO,
    no_compression=True,
)
async def stream(
    application: InjectedApplication, request: AnyRequest, token: Token, track_id: Id, wish: InjectedWish
) -> ASGIResponse:
    """As `stream_track`; 404 for tracks that the playlist does not hold."""
    track = await application.curation.open_shared_track(token, TrackId(track_id))
    return await streamed(application, request, track, wish, download=False, redirect=False)


@route(
    "/tracks/{track_id:str}/stream",
    http_method=HttpMethod.HEAD,
    operation_id="probe_shared_stream",
    summary="The size of a track that was shared with you",
    responses=_AUDIO,
)
async def probe(
    application: InjectedApplication, request: AnyRequest, token: Token, track_id: Id, wish: InjectedWish
) -> ASGIResponse:
    """What `stream_shared_track` would answer, without the audio."""
    track = await application.curation.open_shared_track(token, TrackId(track_id))
    return await probed(application, request, track, wish, download=False)


router = Router(
    "/shared/{token:str}",
    route_handlers=[show_playlist, list_items, show_cover, show_artwork, stream, probe],
    dependencies={"wish": Provide(provide_wish)},
    opt={"access": PUBLIC},
    security=NOBODY,
    tags=["shared"],
)
