"""What is sung in a track."""

from typing import Any

from litestar import Request, Response, Router, get
from litestar.serialization import encode_json

from musicsim.domain.errors import NotFound
from musicsim.domain.model.identity import TrackId
from musicsim.entrypoints.http.documentation import nothing, problems
from musicsim.entrypoints.http.etags import is_named_weakly, weak_etag
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.parameters import Absence, Absent, Id
from musicsim.entrypoints.schemas.lyrics import Lyrics


@get(
    "/{track_id:str}/lyrics",
    operation_id="get_lyrics",
    summary="A track's lyrics",
    responses=problems(404, 422, 503)
    | {204: nothing("There are none, and `absent` is `empty`"), 304: nothing("They are as you know them")},
)
async def show_lyrics(
    application: InjectedApplication, request: Request[Any, Any, Any], track_id: Id, absent: Absence = Absent.PROBLEM
) -> Response[Lyrics]:
    """Embedded ones, or those of an .lrc or .txt file of the track's name beside it; 404 where there are none.

    Those with times come before those without, a file before what is embedded.
    """
    try:
        lyrics = Lyrics.of(await application.listening.show_lyrics(TrackId(track_id)))
    except NotFound:
        if absent is Absent.PROBLEM:
            raise
        return Response(None, status_code=204)  # type: ignore[arg-type]
    headers = {"ETag": weak_etag(encode_json(lyrics)), "Cache-Control": "no-cache"}
    if is_named_weakly(headers["ETag"], request.headers.get("if-none-match")):
        return Response(None, status_code=304, headers=headers)  # type: ignore[arg-type]
    return Response(lyrics, headers=headers)


router = Router("/tracks", route_handlers=[show_lyrics], tags=["tracks"])
