"""Tracks: lists, facts, waveforms."""

from typing import Annotated, Any

from litestar import Request, Response, Router, get
from litestar.params import QueryParameter

from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import TrackStatus
from musicsim.entrypoints.http.documentation import nothing, problems
from musicsim.entrypoints.http.etags import is_named_weakly, weak_etag
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.parameters import Cursor, Id, Limit, Sort
from musicsim.entrypoints.schemas.analysis import TrackDetails
from musicsim.entrypoints.schemas.track import TrackPage
from musicsim.entrypoints.schemas.waveform import Waveform

Words = Annotated[str, QueryParameter(description="Words that occur in title, artist, album or path, accents ignored.")]
FolderPath = Annotated[str | None, QueryParameter(description="Only tracks directly in this folder.")]
Statuses = Annotated[list[TrackStatus] | None, QueryParameter(description="Only tracks in these states.")]


@get("/", operation_id="list_tracks", summary="List and search tracks", responses=problems(422, 503))
async def list_tracks(
    application: InjectedApplication,
    q: Words = "",
    folder: FolderPath = None,
    status: Statuses = None,
    sort: Sort = TrackOrder.PATH,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> TrackPage:
    """The present tracks that fit, page by page."""
    statuses = frozenset(status or ())
    query = TrackQuery(text=q, folder=folder, statuses=statuses, order=sort, limit=limit, cursor=cursor)
    page = await application.search_tracks(query)
    return TrackPage.of(page, await application.show_analyses(page.items))


@get("/{track_id:str}", operation_id="get_track", summary="A track's facts", responses=problems(404, 422, 503))
async def show_track(application: InjectedApplication, track_id: Id) -> TrackDetails:
    """What its file says and what listening found."""
    return TrackDetails.of_details(await application.show_track(TrackId(track_id)))


@get(
    "/{track_id:str}/waveform",
    operation_id="get_waveform",
    summary="A track's waveform",
    responses=problems(404, 409, 422, 503) | {304: nothing("It is as you know it")},
)
async def show_waveform(
    application: InjectedApplication, request: Request[Any, Any, Any], track_id: Id
) -> Response[Waveform]:
    """Drawn when first asked for, which takes as long as decoding the whole file."""
    found = await application.trace_waveform(TrackId(track_id))
    headers = {"ETag": weak_etag(found.peaks.tobytes(), found.model.encode()), "Cache-Control": "no-cache"}
    if is_named_weakly(headers["ETag"], request.headers.get("if-none-match")):
        return Response(None, status_code=304, headers=headers)  # type: ignore[arg-type]
    return Response(Waveform.of(found), headers=headers)


router = Router("/tracks", route_handlers=[list_tracks, show_track, show_waveform], tags=["tracks"])
