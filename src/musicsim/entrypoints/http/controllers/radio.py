"""Radio sessions: everybody's own."""

from litestar import Response, Router, delete, get, post
from litestar.params import JSONBody

from musicsim.domain.model.radio import RadioId, RadioSession
from musicsim.entrypoints.http.documentation import nothing, problems
from musicsim.entrypoints.http.etags import is_named_weakly
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Cursor, Id, Limit
from musicsim.entrypoints.http.preconditions import IfNoneMatch, version_etag
from musicsim.entrypoints.schemas.radio import (
    NewRadio,
    NextRequest,
    Radio,
    RadioPlays,
    Radios,
    RadioTurn,
    tracks_of,
)

NOTHING_TOLD = NextRequest()


@get("/", operation_id="list_radios", summary="Your radio sessions", responses=problems())
async def list_radios(application: InjectedApplication, caller: InjectedCaller) -> Radios:
    """The one that played last first. Of more than twenty those that rested for longest were forgotten."""
    return Radios.of(await application.journeys.list_radio(caller.user))


@post(
    "/",
    operation_id="start_radio",
    summary="Begin a radio session",
    responses=problems(404, 409, 413, 422),
    no_compression=True,
)
async def start_radio(
    application: InjectedApplication, caller: InjectedCaller, data: JSONBody[NewRadio]
) -> Response[Radio]:
    """Where tracks, albums, artists, playlists, favourites, tags and words point to together.

    409 for a seed of which nothing has been listened to. Nothing is played before `POST /radio/{id}/next`.
    """
    session = await application.journeys.start_radio(caller.user, [one.wish for one in data.seeds], data.options)
    headers = _headers(session) | {"Location": f"/api/v1/radio/{session.id}"}
    return Response(Radio.of(session), headers=headers)


@get(
    "/{radio_id:str}",
    operation_id="get_radio",
    summary="A radio session",
    responses=problems(404, 422) | {304: nothing("It is as you know it")},
    no_compression=True,
)
async def show_radio(
    application: InjectedApplication, caller: InjectedCaller, radio_id: Id, if_none_match: IfNoneMatch = None
) -> Response[Radio]:
    """Without what it played."""
    session = await application.journeys.show_radio(caller.user, RadioId(radio_id))
    if is_named_weakly(version_etag(session.revision), if_none_match):
        return Response(None, status_code=304, headers=_headers(session))  # type: ignore[arg-type]
    return Response(Radio.of(session), headers=_headers(session))


@delete(
    "/{radio_id:str}",
    operation_id="end_radio",
    summary="Forget a radio session",
    responses=problems(422),
)
async def end_radio(application: InjectedApplication, caller: InjectedCaller, radio_id: Id) -> None:
    """With all that it learnt. So it is when there was none."""
    await application.journeys.end_radio(caller.user, RadioId(radio_id))


@post(
    "/{radio_id:str}/next",
    operation_id="play_radio",
    summary="The next tracks of a radio session",
    status_code=200,
    responses=problems(404, 409, 413, 422),
)
async def play_radio(
    application: InjectedApplication,
    caller: InjectedCaller,
    radio_id: Id,
    data: JSONBody[NextRequest | None] = None,
) -> Response[RadioTurn]:
    """Never one that it gave out before; none, and `ended`, when the library is exhausted.

    What is told of tracks moves what comes next. Two windows may ask at once: with the same `after` both get the same
    tracks. 409 only when others keep changing the session meanwhile, or the index is made anew: ask again.
    """
    turn = await application.journeys.next_on_radio(caller.user, RadioId(radio_id), (data or NOTHING_TOLD).wish)
    beside = await application.show_beside(tracks_of(turn.tracks), caller.user)
    return Response(RadioTurn.of(turn, beside), headers=_headers(turn.session))


@get(
    "/{radio_id:str}/plays",
    operation_id="list_radio_plays",
    summary="What a radio session has played",
    responses=problems(404, 422),
)
async def list_plays(
    application: InjectedApplication,
    caller: InjectedCaller,
    radio_id: Id,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> RadioPlays:
    """All that it gave out, the latest first, with what became of it."""
    page = await application.journeys.show_radio_plays(caller.user, RadioId(radio_id), limit, cursor)
    return RadioPlays.of(page, await application.show_beside(tracks_of(page.items), caller.user))


def _headers(session: RadioSession) -> dict[str, str]:
    return {"ETag": version_etag(session.revision), "Cache-Control": "private, no-cache"}


router = Router(
    "/radio",
    route_handlers=[list_radios, start_radio, show_radio, end_radio, play_radio, list_plays],
    tags=["journeys"],
)
