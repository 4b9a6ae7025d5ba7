"""Files that people bring, and take away again."""

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, Router, delete, get, post
from litestar.openapi import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema

from musicsim.domain.errors import Invalid
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.uploaded import Incoming, Refusal, UploadOutcome, UploadResult
from musicsim.domain.rules.upload_keys import shown_name
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.media_types import media_type_of
from musicsim.entrypoints.http.multipart_files import FilePart, file_parts
from musicsim.entrypoints.http.parameters import Cursor, Id, Limit
from musicsim.entrypoints.schemas.upload import UploadedFiles, UploadResults

_OTHER_PARTS = 100
"""Parts of a body beyond the files that are taken: fields that nobody reads, and files too many."""

_FILES = Schema(
    type="object",  # type: ignore[arg-type]
    properties={
        "files": Schema(
            type="array",  # type: ignore[arg-type]
            items=Schema(type="string", content_media_type="application/octet-stream"),  # type: ignore[arg-type]
            description="The files, each a part with a file name.",
        )
    },
    required=["files"],
)


@dataclass
class UploadOperation(Operation):
    """The handler reads the body as it comes in, so its signature cannot tell what that is."""

    def __post_init__(self) -> None:
        form = {"multipart/form-data": OpenAPIMediaType(schema=_FILES)}
        self.request_body = RequestBody(content=form, required=True)


@post(
    "/tracks",
    operation_id="upload_tracks",
    operation_class=UploadOperation,
    summary="Upload audio files",
    tags=["tracks"],
    status_code=201,
    request_max_body_size=None,  # what counts is the size of each file, and how many there are
    responses=problems(404, 409, 413, 415, 422)
    | {200: ResponseSpec(UploadResults, generate_examples=False, description="None of the files was new")},
)
async def upload(
    application: InjectedApplication, caller: InjectedCaller, request: Request[Any, Any, Any]
) -> Response[UploadResults]:
    """One file or many: what became of each, in their order. New ones are listened to at once, ahead of the rest.

    What a file is, is found out by decoding it. A file that is in the library already is answered with its track. One
    that is refused keeps the others from nothing. 404 when your account, 409 when the file in its place,
    is gone meanwhile.
    """
    results = await _received(application, caller.user, request)
    if not results:
        raise Invalid("There is no file: send each as a part with a file name.", "files")
    new = any(result.outcome is UploadOutcome.CREATED for result in results)
    beside = await application.show_beside([one.track for one in results if one.track], caller.user)
    return Response(UploadResults.of(results, beside), status_code=201 if new else 200)


@delete(
    "/tracks/{track_id:str}",
    operation_id="delete_track",
    summary="Delete an uploaded track",
    tags=["tracks"],
    responses=problems(404, 409, 422),
)
async def delete_track(application: InjectedApplication, caller: InjectedCaller, track_id: Id) -> None:
    """Removes the file. Whoever uploaded it may, and admins; 409 for a track of the library, which is only read.

    Lists that hold the track, such as playlists, show it as missing from then on.
    """
    await application.uploading.delete_upload(caller, TrackId(track_id))


@get(
    "/me/uploads",
    operation_id="list_my_uploads",
    summary="What you uploaded",
    tags=["me"],
    responses=problems(422),
)
async def list_uploads(
    application: InjectedApplication, caller: InjectedCaller, limit: Limit = 50, cursor: Cursor = None
) -> UploadedFiles:
    """The newest first, with how much of your quota is used."""
    found = await application.uploading.list_uploads(caller.user, limit, cursor)
    beside = await application.show_beside([one.track for one in found.items if one.track], caller.user)
    return UploadedFiles.of(found, beside)


async def _received(
    application: InjectedApplication, user: UserId, request: Request[Any, Any, Any]
) -> Sequence[UploadResult]:
    at_once = application.uploading.limits.at_once
    results: list[UploadResult] = []
    async with aclosing(file_parts(request, at_once + _OTHER_PARTS)) as parts:
        async for part in parts:
            results.append(
                await _taken(application, user, part) if len(results) < at_once else _too_many(part, at_once)
            )
    return results


async def _taken(application: InjectedApplication, user: UserId, part: FilePart) -> UploadResult:
    file = Incoming(name=part.name, chunks=part, media_type_of=media_type_of)
    return await application.uploading.upload_track(user, file)


def _too_many(part: FilePart, at_once: int) -> UploadResult:
    detail = f"At most {at_once} files may come at once."
    return UploadResult(
        name=shown_name(part.name), outcome=UploadOutcome.REFUSED, reason=Refusal.TOO_MANY, detail=detail
    )


router = Router("/", route_handlers=[upload, delete_track, list_uploads])
