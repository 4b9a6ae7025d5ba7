"""A track's sound itself."""

from typing import Any
from urllib.parse import quote

from litestar import HttpMethod, Request, Router, get, route
from litestar.exceptions import HTTPException
from litestar.response.base import ASGIResponse

from musicsim.domain.model.identity import TrackId
from musicsim.domain.use_cases.open_audio import OpenedAudio
from musicsim.entrypoints.http.documentation import content, nothing, problems
from musicsim.entrypoints.http.etags import is_named_strongly, is_named_weakly
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.media_types import media_type_of
from musicsim.entrypoints.http.parameters import Id
from musicsim.entrypoints.http.ranges import ByteRange, Unsatisfiable, parse_range
from musicsim.entrypoints.http.streaming import StreamingResponse, peeked, tried

_RESPONSES = problems(404, 409, 412, 416, 422, 503) | {
    200: content(bytes, "audio/*", "The whole file"),
    206: content(bytes, "audio/*", "The range that was asked for"),
    304: nothing("It is as you know it"),
}

AnyRequest = Request[Any, Any, Any]


@get(
    "/{track_id:str}/stream",
    operation_id="stream_track",
    summary="A track's audio",
    responses=_RESPONSES,
    no_compression=True,
)
async def stream(application: InjectedApplication, request: AnyRequest, track_id: Id) -> ASGIResponse:
    """The file as it is, or one range of its bytes; several ranges are answered with the whole file."""
    audio = await application.open_audio(TrackId(track_id))
    headers = headers_of(audio)
    if is_known(request, headers["ETag"]):
        return ASGIResponse(status_code=304, headers=headers)
    part = _wanted(request, headers["ETag"], audio.object.size)
    start, stop = (part.start, part.stop) if part else (0, audio.object.size)
    return StreamingResponse(
        iterator=await peeked(audio.read(start, stop)),
        status_code=206 if part else 200,
        headers=headers
        | {"Content-Length": str(stop - start)}
        | ({"Content-Range": part.content_range} if part else {}),
        media_type=media_type_of(audio.object.key),
    )


@route(  # Litestar's own `head` wants handlers to return nothing, and could not say how long the audio is
    "/{track_id:str}/stream",
    http_method=HttpMethod.HEAD,
    operation_id="probe_track_stream",
    summary="A track's size",
    responses=_RESPONSES,
)
async def probe(application: InjectedApplication, request: AnyRequest, track_id: Id) -> ASGIResponse:
    """What `stream_track` would answer, without the audio."""
    audio = await application.open_audio(TrackId(track_id))
    headers = headers_of(audio)
    if is_known(request, headers["ETag"]):
        return ASGIResponse(status_code=304, headers=headers, is_head_response=True)
    await tried(audio.read(0, 1))
    return ASGIResponse(
        headers=headers | {"Content-Length": str(audio.object.size), "Content-Type": media_type_of(audio.object.key)},
        is_head_response=True,
    )


def headers_of(audio: OpenedAudio) -> dict[str, str]:
    """The headers that every answer has."""
    name = quote(audio.object.key.rpartition("/")[2])
    return {
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-cache",
        "Content-Disposition": f"inline; filename*=UTF-8''{name}",
        "ETag": etag_of(audio),
    }


def etag_of(audio: OpenedAudio) -> str:
    """By content, unless the file changed since it was scanned or could not be read then."""
    track, item = audio.track, audio.object
    if track.content_hash and (track.size, track.modified_ns) == (item.size, item.modified_ns):
        return f'"{track.content_hash[:32]}"'
    return f'"{item.size:x}-{item.modified_ns:x}"'


def is_known(request: AnyRequest, etag: str) -> bool:
    """Whether the client has it already; a 412 problem when it is not what the client insists on."""
    expected = request.headers.get("if-match")
    if expected is not None and not is_named_strongly(etag, expected):
        raise HTTPException(detail="The file has changed.", status_code=412)
    return is_named_weakly(etag, request.headers.get("if-none-match"))


def _wanted(request: AnyRequest, etag: str, size: int) -> ByteRange | None:
    """The range to send, None for everything; one for another version than ours is not what the client wants."""
    condition = request.headers.get("if-range")
    if condition is not None and condition.strip() != etag:
        return None
    try:
        return parse_range(request.headers.get("range"), size)
    except Unsatisfiable:
        headers = {"Content-Range": f"bytes */{size}"}
        raise HTTPException(detail=f"The file has {size} bytes.", status_code=416, headers=headers) from None


router = Router("/tracks", route_handlers=[stream, probe], tags=["tracks"])
