"""What happens, as it happens."""

from litestar import Router, get
from litestar.response.base import ASGIResponse

from musicsim.entrypoints.http.documentation import content, problems
from musicsim.entrypoints.http.injected import InjectedFeed
from musicsim.entrypoints.http.streaming import StreamingResponse
from musicsim.entrypoints.schemas.library import LibraryStatus

_EVENTS = content(LibraryStatus, "text/event-stream", "Events named `status`, each with this as its data")


@get(
    "/events",
    operation_id="follow_events",
    summary="Server-sent events: the library's status as it changes",
    responses=problems() | {200: _EVENTS},
    no_compression=True,
)
async def follow(feed: InjectedFeed) -> ASGIResponse:
    """A `status` event at once and on every change; `trouble` with a `detail` when it can't be told."""
    return StreamingResponse(
        iterator=feed.listen(),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


router = Router("/", route_handlers=[follow], tags=["library"])
