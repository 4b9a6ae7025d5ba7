"""Playlists as files: in, out, and with their audio."""

from dataclasses import dataclass
from typing import Annotated

from litestar import Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.params import MultipartBody, QueryParameter
from litestar.response.base import ASGIResponse

from musicsim.domain.model.identity import PlaylistId
from musicsim.domain.model.playlist_file import PlaylistFormat
from musicsim.entrypoints.http.controllers.playlists import headers_of
from musicsim.entrypoints.http.dispositions import disposition
from musicsim.entrypoints.http.documentation import content, nothing, problems
from musicsim.entrypoints.http.etags import is_named_weakly, weak_etag
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Id
from musicsim.entrypoints.http.preconditions import IfNoneMatch
from musicsim.entrypoints.http.streaming import StreamingResponse, peeked
from musicsim.entrypoints.schemas.playlist_exchange import ImportedPlaylist, candidates_in

Format = Annotated[PlaylistFormat, QueryParameter(name="format", description="The file's format.")]
Prefix = Annotated[
    str, QueryParameter(max_length=1000, description="What each path begins with, such as `/music/` on another device.")
]


@dataclass(frozen=True)
class PlaylistForm:
    """A playlist file; `name` is what the playlist is to be called, by default what the file says."""

    file: UploadFile
    name: str | None = None


@post(
    "/import",
    operation_id="import_playlist",
    summary="Make a playlist of a file",
    responses=problems(409, 413, 422),
)
async def import_playlist(
    application: InjectedApplication, caller: InjectedCaller, data: MultipartBody[PlaylistForm]
) -> Response[ImportedPlaylist]:
    """M3U, M3U8, XSPF or JSPF, told by its content. Lines are matched by path, then by title, artist and length; those
    that are not, or not for certain, are in the answer.
    """
    imported = await application.curation.import_playlist(
        caller, await data.file.read(), data.name or None, data.file.filename
    )
    beside = await application.show_beside(candidates_in(imported), caller.user)
    headers = headers_of(imported.playlist) | {"Location": f"/api/v1/playlists/{imported.playlist.id}"}
    return Response(ImportedPlaylist.of(imported, beside), headers=headers)


@get(
    "/{playlist_id:str}/export",
    operation_id="export_playlist",
    summary="A playlist as a file for other programs",
    responses=problems(404, 422)
    | {200: content(object, "application/*", "The file: of text, XML or JSON"), 304: nothing("It is as you know it")},
)
async def export_playlist(
    application: InjectedApplication,
    caller: InjectedCaller,
    playlist_id: Id,
    form: Format = PlaylistFormat.M3U8,
    prefix: Prefix = "",
    if_none_match: IfNoneMatch = None,
) -> Response[bytes]:
    """Paths are those of the library, relative to its root unless a `prefix` stands before them."""
    file = await application.curation.export_playlist(caller, PlaylistId(playlist_id), form, prefix)
    headers = {
        "ETag": weak_etag(file.data),
        "Cache-Control": "private, no-cache",
        "Content-Disposition": disposition(file.name, download=True),
    }
    if is_named_weakly(headers["ETag"], if_none_match):
        return Response(b"", status_code=304, headers=headers)
    return Response(file.data, headers=headers, media_type=file.media_type)


@get(
    "/{playlist_id:str}/download",
    operation_id="download_playlist",
    summary="A playlist's audio in one archive",
    responses=problems(404, 422) | {200: content(bytes, "application/zip", "The archive, which comes as it is made")},
    no_compression=True,
)
async def download_playlist(application: InjectedApplication, caller: InjectedCaller, playlist_id: Id) -> ASGIResponse:
    """A ZIP with the files in order and a playlist of them; what is gone is listed in `left out.txt`."""
    file = await application.curation.download_playlist(caller, PlaylistId(playlist_id))
    return StreamingResponse(
        iterator=await peeked(file.chunks),
        headers={"Content-Disposition": disposition(file.name, download=True)},
        media_type=file.media_type,
    )


router = Router("/playlists", route_handlers=[import_playlist, export_playlist, download_playlist], tags=["playlists"])
