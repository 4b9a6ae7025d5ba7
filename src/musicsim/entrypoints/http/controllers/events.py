"""What happens, as it happens."""

from litestar import Router, get
from litestar.response.base import ASGIResponse

from musicsim.entrypoints.http.documentation import content, problems
from musicsim.entrypoints.http.injected import InjectedCaller, InjectedFeed
from musicsim.entrypoints.http.streaming import StreamingResponse
from musicsim.entrypoints.schemas.library import LibraryStatus

_EVENTS = content(LibraryStatus, "text/event-stream", "Events named `status`, each with this as its data")


@get(
    "/events",
    operation_id="follow_events",
    summary="Server-sent events: the library's status, and your uploads', as they change",
    responses=problems() | {200: _EVENTS},
    no_compression=True,
)
async def follow(feed: InjectedFeed, caller: InjectedCaller) -> ASGIResponse:
    """A `status` event at once and on every change; `trouble` with a `detail` when it can't be told.

    `uploads` events tell in the same way of what you uploaded: `usage` (`files`, `size`) and the ids of your latest
    tracks that are `waiting` to be listened to.
    """
    return StreamingResponse(
        iterator=feed.listen(caller.user),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


router = Router("/", route_handlers=[follow], tags=["library"])
