"""What sounds like an excerpt that somebody brings, and what it is of."""

from typing import Any

from litestar import Request, Router, post
from litestar.exceptions import HTTPException

from musicsim.domain.errors import Invalid
from musicsim.domain.model.audio import InlineAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.entrypoints.http.access import READERS
from musicsim.entrypoints.http.clip_form import ClipOperation, clip_form
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.schemas.clip import ClipTracks, tracks_heard


@post(
    "/clip",
    operation_id="find_by_clip",
    operation_class=ClipOperation,
    summary="What sounds like an excerpt, and what it is of",
    access=READERS,
    status_code=200,
    request_max_body_size=None,  # what counts is the size of each part
    responses=problems(404, 409, 413, 415, 422, 503),
)
async def find_by_clip(
    application: InjectedApplication, caller: InjectedCaller, request: Request[Any, Any, Any]
) -> ClipTracks:
    """An uploaded or recorded excerpt of 5 to 60 seconds, in any format, through noise: first of all the track that it
    is of, with the position, then what sounds alike. Nothing of it is kept.

    415 for what is no audio, 422 for an excerpt that is too short, silent or damaged, 503 while too many are under way.
    """
    with application.clips.turns.turn():
        data, options = await clip_form(request)
        where = await application.discovery.narrow_search(caller.user, options.filters.narrowing())
        wishes = [seed.wish for seed in options.seeds]
        try:
            answer = await application.clips.search_by_clip(
                caller.user, InlineAudio(data), options.query(where), wishes, options.weight
            )
        except UnreadableAudio as fault:
            raise _refused(fault) from fault
    beside = await application.show_beside(tracks_heard(answer), caller.user)
    return ClipTracks.of(answer, beside)


def _refused(fault: UnreadableAudio) -> Exception:
    """It is what came with the request that is wrong, and not the library."""
    if fault.failure.reason is FailureReason.NOT_AUDIO:
        return HTTPException(detail="This is no audio, or of a format that nothing here decodes.", status_code=415)
    return Invalid(f"The excerpt cannot be decoded: {fault}.", "clip")


router = Router("/similar", route_handlers=[find_by_clip], tags=["similar"])
