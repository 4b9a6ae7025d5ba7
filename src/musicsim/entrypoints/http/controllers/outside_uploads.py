"""Tracks that Cyanite listens to."""

from functools import partial

from litestar import Response, Router, delete, get, put

from musicsim.domain.errors import NotFound, Unavailable
from musicsim.domain.model.identity import TrackId
from musicsim.entrypoints.http.access import ADMINS
from musicsim.entrypoints.http.documentation import nothing, problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedErrands
from musicsim.entrypoints.http.parameters import Absence, Absent, Id
from musicsim.entrypoints.schemas.recommendation import OutsideUpload

_SENDING = 2
"""Tracks that are sent at once: each is held in memory for that."""


@put(
    "/{track_id:str}/cyanite",
    access=ADMINS,
    operation_id="send_track_to_cyanite",
    summary="Have Cyanite listen to a track",
    status_code=202,
    responses=problems(404, 409, 422, 503),
)
async def send_track(application: InjectedApplication, errands: InjectedErrands, track_id: Id) -> OutsideUpload:
    """Sends it in the background, as MP3, unless it is there already. Suggestions do not need a counterpart then."""
    beyond = application.beyond
    upload, begun = await beyond.begin_upload(TrackId(track_id))
    if begun and not errands.start("send", track_id, partial(beyond.send, upload), _SENDING):
        await beyond.put_off_upload(upload)
        raise Unavailable("cyanite", "Other tracks are being sent; try again in a minute.", 30.0)
    return OutsideUpload.of(upload)


@get(
    "/{track_id:str}/cyanite",
    access=ADMINS,
    operation_id="get_track_at_cyanite",
    summary="How far Cyanite has come with a track",
    responses=problems(404, 422, 503) | {204: nothing("It was not sent, and `absent` is `empty`")},
)
async def show_sent(
    application: InjectedApplication, errands: InjectedErrands, track_id: Id, absent: Absence = Absent.PROBLEM
) -> Response[OutsideUpload]:
    """As it was last known; 404 for a track that was not sent."""
    beyond = application.beyond
    try:
        upload, old = await beyond.show_upload(TrackId(track_id))
    except NotFound:
        if absent is Absent.PROBLEM:
            raise
        return Response(None, status_code=204)  # type: ignore[arg-type]
    if old:
        errands.start("check", track_id, partial(beyond.check_upload, TrackId(track_id)))
    return Response(OutsideUpload.of(upload))


@delete(
    "/{track_id:str}/cyanite",
    access=ADMINS,
    operation_id="remove_track_from_cyanite",
    summary="Have Cyanite forget a track",
    responses=problems(404, 422, 502, 503),
)
async def remove_sent(application: InjectedApplication, track_id: Id) -> None:
    """404 for a track that was not sent."""
    await application.beyond.forget_upload(TrackId(track_id))


router = Router("/tracks", route_handlers=[send_track, show_sent, remove_sent], tags=["beyond"])
