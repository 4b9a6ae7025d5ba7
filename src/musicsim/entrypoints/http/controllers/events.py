"""What happens, as it happens."""

from litestar import Router, get
from litestar.response.base import ASGIResponse

from musicsim.entrypoints.http.documentation import content, problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedFeed, InjectedProof
from musicsim.entrypoints.http.streaming import StreamingResponse, guarded
from musicsim.entrypoints.schemas.library import LibraryStatus

_EVENTS = content(LibraryStatus, "text/event-stream", "Events named `status`, each with this as its data")


@get(
    "/events",
    operation_id="follow_events",
    summary="Server-sent events: the library's status, and your uploads', as they change",
    responses=problems() | {200: _EVENTS},
    no_compression=True,
)
async def follow(application: InjectedApplication, feed: InjectedFeed, proof: InjectedProof) -> ASGIResponse:
    """A `status` event at once and on every change; `trouble` with a `detail` when it can't be told.

    `uploads` events tell in the same way of what you uploaded: `usage` (`files`, `size`) and the ids of your latest
    tracks that are `waiting` to be listened to. `artwork` events list the latest searches for pictures as
    `list_artwork_jobs` does: what these albums look like may have changed. The stream ends soon after the session, or
    the token, it began with.
    """
    events = feed.listen(proof.account.id)
    return StreamingResponse(
        iterator=guarded(events, lambda: application.people.check_proof(proof)),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


router = Router("/", route_handlers=[follow], tags=["library"])
