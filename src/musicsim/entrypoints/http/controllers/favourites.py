"""Favourites: everybody's own."""

from litestar import Router, delete, get, put

from musicsim.domain.model.identity import TrackId
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Cursor, Id, Limit
from musicsim.entrypoints.schemas.favourite import Favourite, FavouritePage


@get("/", operation_id="list_favourites", summary="Your favourites", responses=problems(422, 503))
async def list_favourites(
    application: InjectedApplication, caller: InjectedCaller, limit: Limit = 50, cursor: Cursor = None
) -> FavouritePage:
    """The newest first; what is missing stays in the list."""
    page = await application.explorer.list_favourites(caller.user, limit, cursor)
    beside = await application.show_beside([each.track for each in page.items], caller.user)
    return FavouritePage.of(page, beside)


@get(
    "/{track_id:str}",
    operation_id="get_favourite",
    summary="Whether you like a track",
    responses=problems(404, 422, 503),
)
async def show_favourite(application: InjectedApplication, caller: InjectedCaller, track_id: Id) -> Favourite:
    """Since when; 404 when it is no favourite of yours."""
    return Favourite.of(await application.explorer.find_favourite(caller.user, TrackId(track_id)))


@put(
    "/{track_id:str}",
    operation_id="add_favourite",
    summary="Like a track",
    responses=problems(403, 404, 413, 422, 503),
)
async def add_favourite(application: InjectedApplication, caller: InjectedCaller, track_id: Id) -> Favourite:
    """Doing it again changes nothing."""
    return Favourite.of(await application.explorer.add_favourite(caller.user, TrackId(track_id)))


@delete(
    "/{track_id:str}",
    operation_id="remove_favourite",
    summary="Like a track no longer",
    responses=problems(403, 413, 422, 503),
)
async def remove_favourite(application: InjectedApplication, caller: InjectedCaller, track_id: Id) -> None:
    """So it is when it was no favourite before."""
    await application.explorer.remove_favourite(caller.user, TrackId(track_id))


router = Router(
    "/favourites",
    route_handlers=[list_favourites, show_favourite, add_favourite, remove_favourite],
    tags=["favourites"],
)
