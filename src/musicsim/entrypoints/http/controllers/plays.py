"""What you listened to."""

from typing import Annotated

from litestar import Router, delete, get, post
from litestar.params import JSONBody, QueryParameter

from musicsim.domain.model.play import Period
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Cursor, Limit
from musicsim.entrypoints.schemas.play import PlayedTracks, PlayPage, PlaysReceipt, PlaysRequest

Within = Annotated[Period, QueryParameter(description="How far back to count: 7, 30 or 365 days, or everything.")]


@post(
    "/plays",
    operation_id="record_plays",
    summary="Tell what is played",
    status_code=200,
    responses=problems(403, 409, 413, 422, 503),
)
async def record_plays(
    application: InjectedApplication, caller: InjectedCaller, data: JSONBody[PlaysRequest]
) -> PlaysReceipt:
    """Up to 500 events, also of long ago, in any order; what is told twice counts once.

    Events that cannot be taken in keep the others out of nothing: `results` says what became of each.
    """
    return PlaysReceipt.of(await application.listening.record_plays(caller.user, [event.told for event in data.events]))


@get("/me/history", operation_id="get_history", summary="What you listened to", responses=problems(422, 503))
async def show_history(
    application: InjectedApplication, caller: InjectedCaller, limit: Limit = 50, cursor: Cursor = None
) -> PlayPage:
    """Each play, the latest first; what is missing stays in the list."""
    page = await application.listening.show_history(caller.user, limit, cursor)
    return PlayPage.of(page, await application.show_beside([each.track for each in page.items], caller.user))


@delete(
    "/me/history",
    operation_id="forget_history",
    summary="Forget what you listened to",
    responses=problems(403, 413, 503),
)
async def forget_history(application: InjectedApplication, caller: InjectedCaller) -> None:
    """All of it, for good; the lists of what was played are empty then, too."""
    await application.listening.forget_history(caller.user)


@get(
    "/me/recently-played",
    operation_id="list_recently_played",
    summary="The tracks you played last",
    responses=problems(422, 503),
)
async def list_recently_played(
    application: InjectedApplication, caller: InjectedCaller, limit: Limit = 50
) -> PlayedTracks:
    """Each once, the latest first; `plays` counts how often it was begun."""
    found = await application.listening.show_recently_played(caller.user, limit)
    return PlayedTracks.of(found, await application.show_beside([each.track for each in found], caller.user))


@get(
    "/me/most-played",
    operation_id="list_most_played",
    summary="The tracks you play most",
    responses=problems(422, 503),
)
async def list_most_played(
    application: InjectedApplication, caller: InjectedCaller, period: Within = Period.ALL, limit: Limit = 50
) -> PlayedTracks:
    """Most often first; `plays` counts those of which at least half was heard."""
    found = await application.listening.show_most_played(caller.user, limit, period)
    return PlayedTracks.of(found, await application.show_beside([each.track for each in found], caller.user))


router = Router(
    "/",
    route_handlers=[record_plays, show_history, forget_history, list_recently_played, list_most_played],
    tags=["plays"],
)
