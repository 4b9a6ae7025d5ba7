"""Tracks: lists, facts, waveforms."""

import asyncio
from dataclasses import replace
from typing import Annotated, Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter, SkipValidation

from musicsim.domain.model.browse import MOST_SKIPPED, TrackOrder, TrackQuery
from musicsim.domain.model.identity import TrackId
from musicsim.entrypoints.http.documentation import nothing, problems
from musicsim.entrypoints.http.etags import is_named_weakly, weak_etag
from musicsim.entrypoints.http.filters import track_filter
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Cursor, Id, Limit, Reverse, Sort
from musicsim.entrypoints.schemas.analysis import TrackDetails
from musicsim.entrypoints.schemas.track import CountedTracks, TrackCount, Tracks
from musicsim.entrypoints.schemas.waveform import Waveform

Filtered = NamedDependency[SkipValidation[TrackQuery]]
Count = Annotated[int, QueryParameter(ge=1, le=500, description="The most tracks to draw.")]

Skip = Annotated[
    int, QueryParameter(ge=0, le=MOST_SKIPPED, description="How many to pass over; the more, the longer it takes.")
]

Ids = Annotated[
    list[str],
    QueryParameter(name="id", min_items=1, max_items=100, description="Up to a hundred ids; may be repeated."),
]

_FILTER = {"where": Provide(track_filter, sync_to_thread=False)}


@get(
    "/",
    operation_id="list_tracks",
    summary="List and search tracks",
    responses=problems(422, 503),
    dependencies=_FILTER,
)
async def list_tracks(
    application: InjectedApplication,
    caller: InjectedCaller,
    where: Filtered,
    sort: Sort = TrackOrder.PATH,
    reverse: Reverse = False,
    limit: Limit = 50,
    skip: Skip = 0,
    cursor: Cursor = None,
) -> CountedTracks:
    """The present tracks that fit all of the conditions, page by page. A cursor is good for the list it came with."""
    query = replace(where, order=sort, reverse=reverse, limit=limit, skip=skip, cursor=cursor)
    page = await application.search_tracks(query)
    beside, total = await asyncio.gather(
        application.show_beside(page.items, caller.user), application.explorer.count_tracks(query, page)
    )
    return CountedTracks.of_page(page, beside, total)


@get(
    "/count",
    operation_id="count_tracks",
    summary="How many tracks fit",
    responses=problems(422, 503),
    dependencies=_FILTER,
)
async def count_tracks(application: InjectedApplication, caller: InjectedCaller, where: Filtered) -> TrackCount:
    """Counted, where a list's `total` is null; in a large library that takes longer than a page of the list."""
    return TrackCount(await application.explorer.count_fitting(where))


@get(
    "/random",
    operation_id="draw_tracks",
    summary="Tracks drawn at random",
    responses=problems(422, 503),
    dependencies=_FILTER,
)
async def draw_tracks(
    application: InjectedApplication, caller: InjectedCaller, where: Filtered, limit: Count = 20
) -> Tracks:
    """Others every time, out of those that fit all of the conditions; fewer than `limit` when no more fit."""
    tracks = await application.explorer.draw_tracks(replace(where, limit=limit))
    return Tracks.of(tracks, await application.show_beside(tracks, caller.user))


@get("/named", operation_id="look_up_tracks", summary="Tracks by their ids", responses=problems(422, 503))
async def look_up_tracks(application: InjectedApplication, caller: InjectedCaller, ids: Ids) -> Tracks:
    """What ids out of the map, a mix or a link stand for, in their order; those that are gone are passed over."""
    tracks = await application.explorer.look_up_tracks([TrackId(each) for each in ids])
    return Tracks.of(tracks, await application.show_beside(tracks, caller.user))


@get("/{track_id:str}", operation_id="get_track", summary="A track's facts", responses=problems(404, 422, 503))
async def show_track(application: InjectedApplication, caller: InjectedCaller, track_id: Id) -> TrackDetails:
    """What its file says and what listening found."""
    return TrackDetails.of_details(await application.show_track(TrackId(track_id), caller.user))


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


router = Router(
    "/tracks",
    route_handlers=[list_tracks, count_tracks, draw_tracks, look_up_tracks, show_track, show_waveform],
    tags=["tracks"],
)
