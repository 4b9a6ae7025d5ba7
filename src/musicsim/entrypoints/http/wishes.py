"""How a client wants to have audio: the parameters that streaming takes, and what the client accepts."""

from collections.abc import Mapping
from typing import Annotated, Any

from litestar import Request
from litestar.di import NamedDependency
from litestar.params import QueryParameter, SkipValidation

from musicsim.domain.model.streaming import (
    HIGHEST_BITRATE,
    LATEST_START,
    LOWEST_BITRATE,
    StreamFormat,
    StreamWish,
    TargetFormat,
)
from musicsim.entrypoints.http.accepting import Accepts, accepting
from musicsim.entrypoints.http.media_types import endings_of

InjectedWish = NamedDependency[SkipValidation[StreamWish]]

Format = Annotated[
    StreamFormat,
    QueryParameter(
        description="`original`: the file as it is. `auto`: the same if browsers play it and the client accepts its "
        "type, else transcoded. The others: transcoded, unless the file is of that format already.",
    ),
]
Bitrate = Annotated[
    int | None,
    QueryParameter(ge=LOWEST_BITRATE, le=HIGHEST_BITRATE, description="The most kbit/s; not of the original."),
]
Start = Annotated[
    float,
    QueryParameter(ge=0, le=LATEST_START, description="Seconds to leave out; what begins later is transcoded."),
]
Download = Annotated[bool, QueryParameter(description="Whether a browser should save it in place of playing it.")]

STREAMED: Mapping[TargetFormat, str] = {
    TargetFormat.OPUS: "audio/ogg",
    TargetFormat.AAC: "audio/aac",
    TargetFormat.MP3: "audio/mpeg",
}
"""Media types of what is transcoded, the liked ones first."""


async def provide_wish(
    request: Request[Any, Any, Any],
    format: Format = StreamFormat.ORIGINAL,  # noqa: A002 - what a client gets wrong is called by this name
    bitrate: Bitrate = None,
    start: Start = 0.0,
) -> StreamWish:
    """A wish out of a request; asynchronous only because Litestar would run it in a thread otherwise."""
    accepts = accepting(request.headers.get("accept"))
    preferred = _preferred(accepts)
    return StreamWish(
        format=format,
        bitrate=bitrate,
        start=start,
        preferred=preferred or TargetFormat.OPUS,
        endings=endings_of(accepts) if preferred else None,
    )


def _preferred(accepts: Accepts) -> TargetFormat | None:
    """The first that is welcome; None for a client that accepts no audio at all, which is hardly meant so."""
    return next((target for target, media_type in STREAMED.items() if accepts(media_type)), None)
