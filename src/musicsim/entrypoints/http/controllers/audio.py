"""A track's sound itself."""

from typing import Any

from litestar import HttpMethod, Request, Router, get, route
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.response.base import ASGIResponse

from musicsim.bootstrap import Application
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.streaming import StreamWish, Transcoding
from musicsim.domain.use_cases.open_audio import OpenedAudio
from musicsim.entrypoints.http.audio_headers import headers_of, transcoded_headers_of
from musicsim.entrypoints.http.documentation import content, nothing, problems
from musicsim.entrypoints.http.etags import is_named_strongly, is_named_weakly
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.media_types import media_type_of
from musicsim.entrypoints.http.parameters import Id
from musicsim.entrypoints.http.ranges import ByteRange, Unsatisfiable, parse_range
from musicsim.entrypoints.http.streaming import StreamingResponse, peeked, tried
from musicsim.entrypoints.http.wishes import STREAMED, Download, InjectedWish, provide_wish

ADDRESS_HOLDS = 6 * 3600.0
"""Seconds that an address in the library's bucket can be used: players go on asking it while they play and pause."""

_RESPONSES = problems(404, 409, 412, 416, 422, 503) | {
    200: content(bytes, "audio/*", "The whole file, or what is transcoded, which comes without its length"),
    206: content(bytes, "audio/*", "The range that was asked for"),
    304: nothing("It is as you know it"),
    307: nothing("It is to be had there, for six hours; not said where audio goes through this server"),
}

AnyRequest = Request[Any, Any, Any]


@get(
    "/{track_id:str}/stream",
    operation_id="stream_track",
    summary="A track's audio",
    responses=_RESPONSES,
    no_compression=True,
)
async def stream(
    application: InjectedApplication, request: AnyRequest, track_id: Id, wish: InjectedWish, download: Download = False
) -> ASGIResponse:
    """The file as it is, one range of its bytes, or the track transcoded while it is listened to.

    Several ranges are answered with the whole file. What is transcoded has no length beforehand and no ranges: to
    seek in it, ask for another `start`.
    """
    return await streamed(application, request, TrackId(track_id), wish, download=download, redirect=True)


@route(  # Litestar's own `head` wants handlers to return nothing, and could not say how long the audio is
    "/{track_id:str}/stream",
    http_method=HttpMethod.HEAD,
    operation_id="probe_track_stream",
    summary="A track's size",
    responses=_RESPONSES,
)
async def probe(
    application: InjectedApplication, request: AnyRequest, track_id: Id, wish: InjectedWish, download: Download = False
) -> ASGIResponse:
    """What `stream_track` would answer, without the audio: it tells which type comes, and whether it has ranges."""
    return await probed(application, request, TrackId(track_id), wish, download=download)


async def streamed(
    application: Application,
    request: AnyRequest,
    track_id: TrackId,
    wish: StreamWish,
    *,
    download: bool,
    redirect: bool,
) -> ASGIResponse:
    """A track's audio; from the library's bucket itself only with `redirect`: addresses there tell its key."""
    audio = await application.open_audio(track_id, wish)
    if audio.transcoding is not None:
        return await _transcoded(request, audio, audio.transcoding, download=download)
    headers = headers_of(audio, download=download)
    if is_known(request, headers["ETag"]):
        return ASGIResponse(status_code=304, headers=headers)
    elsewhere = redirect and application.settings.stream_redirect and not download
    # with its type: people's tools often put music into buckets as bytes of none
    if elsewhere and (url := await audio.url(ADDRESS_HOLDS, media_type_of(audio.object.key))):
        # asked anew each time: nobody then keeps an address for longer than it holds
        return ASGIResponse(status_code=307, headers={"Location": url, "Cache-Control": "no-store"})
    return await _original(request, audio, headers)


async def probed(
    application: Application, request: AnyRequest, track_id: TrackId, wish: StreamWish, *, download: bool
) -> ASGIResponse:
    """The same without the audio."""
    audio = await application.open_audio(track_id, wish)
    wanted = audio.transcoding
    headers = (
        transcoded_headers_of(audio, wanted, download=download) if wanted else headers_of(audio, download=download)
    )
    if is_known(request, headers["ETag"]):
        return ASGIResponse(status_code=304, headers=headers, is_head_response=True)
    await tried(audio.read(0, 1))
    facts = (
        {"Content-Type": STREAMED[wanted.format]}
        if wanted
        else {"Content-Length": str(audio.object.size), "Content-Type": media_type_of(audio.object.key)}
    )
    return ASGIResponse(headers=headers | facts, is_head_response=True)


def is_known(request: AnyRequest, etag: str) -> bool:
    """Whether the client has it already; a 412 problem when it is not what the client insists on."""
    expected = request.headers.get("if-match")
    if expected is not None and not is_named_strongly(etag, expected):
        raise HTTPException(detail="The file has changed.", status_code=412)
    return is_named_weakly(etag, request.headers.get("if-none-match"))


async def _original(request: AnyRequest, audio: OpenedAudio, headers: dict[str, str]) -> ASGIResponse:
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


async def _transcoded(request: AnyRequest, audio: OpenedAudio, wanted: Transcoding, *, download: bool) -> ASGIResponse:
    headers = transcoded_headers_of(audio, wanted, download=download)
    if is_known(request, headers["ETag"]):
        return ASGIResponse(status_code=304, headers=headers)
    chunks = await peeked(await audio.transcoded(wanted))
    return StreamingResponse(iterator=chunks, headers=headers, media_type=STREAMED[wanted.format])


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


router = Router(
    "/tracks", route_handlers=[stream, probe], dependencies={"wish": Provide(provide_wish)}, tags=["tracks"]
)
