"""Pictures of tracks and albums."""

from collections.abc import Awaitable
from functools import partial
from typing import Annotated, Any

from litestar import Request, Response, Router, get
from litestar.params import QueryParameter

from musicsim.domain.errors import NotFound
from musicsim.domain.model.artwork import ArtworkSize, ArtworkSource, Cover, ShownArtwork
from musicsim.domain.model.identity import AlbumId, TrackId
from musicsim.entrypoints.http.documentation import content, nothing, problems
from musicsim.entrypoints.http.etags import is_named_weakly
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.parameters import Absence, Absent, Id

Size = Annotated[ArtworkSize, QueryParameter(description="Pixels along the longer side; small originals stay small.")]

AnyRequest = Request[Any, Any, Any]

PICTURE = {
    200: content(bytes, "image/webp", "The picture"),
    204: nothing("There is none, and `absent` is `empty`"),
    304: nothing("It is as you know it"),
}
_RESPONSES = problems(404, 422, 503) | PICTURE

_KEPT_FOR = 3600
"""Seconds that a browser shows a picture without asking: there are fifty on a page."""

_KEPT_FOR_NOW = 60
"""The same of one that may be changed here, or give way to one in a file."""

_CHANGEABLE = frozenset({ArtworkSource.GENERATED, ArtworkSource.UPLOADED})

Version = Annotated[str | None, QueryParameter(description="Anything: with another one a browser asks anew.")]


@get(
    "/tracks/{track_id:str}/artwork",
    operation_id="get_track_artwork",
    summary="A track's picture",
    responses=_RESPONSES,
    no_compression=True,
)
async def show_track_artwork(
    application: InjectedApplication,
    request: AnyRequest,
    track_id: Id,
    size: Size = ArtworkSize.MEDIUM,
    version: Version = None,
    absent: Absence = Absent.PROBLEM,
) -> Response[bytes]:
    """What was uploaded for its album, else the embedded cover, else a picture beside the track (cover, folder, front,
    album …), else what another track of its album brings, else what was made for that; 404 where there is none.
    """
    del version
    show = application.listening.show_artwork
    return await answer_picture(show(TrackId(track_id), size, partial(is_known_picture, request)), absent)


@get(
    "/albums/{album_id:str}/artwork",
    operation_id="get_album_artwork",
    summary="An album's picture",
    responses=_RESPONSES,
    no_compression=True,
)
async def show_album_artwork(
    application: InjectedApplication,
    request: AnyRequest,
    album_id: Id,
    size: Size = ArtworkSize.MEDIUM,
    version: Version = None,
    absent: Absence = Absent.PROBLEM,
) -> Response[bytes]:
    """That of the first track that has one; 404 where none has."""
    del version
    show = application.listening.show_album_artwork
    return await answer_picture(show(AlbumId(album_id), size, partial(is_known_picture, request)), absent)


def is_known_picture(request: AnyRequest, tag: str) -> bool:
    """Whether the client has these very bytes already."""
    return is_named_weakly(_etag(tag), request.headers.get("if-none-match"))


async def answer_picture(showing: Awaitable[ShownArtwork | Cover], absent: Absent) -> Response[bytes]:
    """The picture, to be shown for an hour without asking; for a minute where people change it, or where none is."""
    try:
        return _answer(await showing)
    except NotFound:
        if absent is Absent.PROBLEM:
            raise
        return Response(b"", status_code=204, headers={"Cache-Control": f"private, max-age={_KEPT_FOR_NOW}"})


def _answer(shown: ShownArtwork | Cover) -> Response[bytes]:
    brief = isinstance(shown, ShownArtwork) and shown.artwork.source in _CHANGEABLE
    seconds = _KEPT_FOR_NOW if brief else _KEPT_FOR
    headers = {"ETag": _etag(shown.tag), "Cache-Control": f"private, max-age={seconds}"}
    if shown.picture is None:
        return Response(b"", status_code=304, headers=headers)
    return Response(shown.picture.data, media_type=shown.picture.media_type, headers=headers)


def _etag(tag: str) -> str:
    return f'"{tag}"'


router = Router("/", route_handlers=[show_track_artwork, show_album_artwork], tags=["artwork"])
