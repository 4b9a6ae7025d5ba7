"""The body with which an excerpt comes."""

from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import Request
from litestar.exceptions import HTTPException
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema

from musicsim.domain.errors import Invalid
from musicsim.entrypoints.http.multipart_files import FilePart, form_parts
from musicsim.entrypoints.schemas.clip import ClipOptions

MOST_BYTES = 16 * 1024 * 1024
"""Of an excerpt: a minute of CD quality has ten million."""

_MOST_OPTIONS = 64 * 1024
_MOST_PARTS = 8

_FORM = Schema(
    type="object",  # type: ignore[arg-type]
    properties={
        "clip": Schema(
            type="string",  # type: ignore[arg-type]
            content_media_type="application/octet-stream",
            description="The excerpt: audio of any format, 5 to 60 seconds; nothing beyond is listened to.",
        ),
        "options": Schema(
            type="string",  # type: ignore[arg-type]
            content_media_type="application/json",
            description="What `POST /similar` takes, as JSON; `seeds` may be left out, and `weight` is the excerpt's.",
        ),
    },
    required=["clip"],
)


@dataclass
class ClipOperation(Operation):
    """The handler reads the body as it comes in, so its signature cannot tell what that is."""

    def __post_init__(self) -> None:
        form = {"multipart/form-data": OpenAPIMediaType(schema=_FORM)}
        self.request_body = RequestBody(content=form, required=True)


async def clip_form(request: Request[Any, Any, Any]) -> tuple[bytes, ClipOptions]:
    """The excerpt and the options. Invalid when there is no excerpt; 413 for one of more than 16 MiB."""
    clip, options = b"", ClipOptions()
    async with aclosing(form_parts(request, _MOST_PARTS)) as parts:
        async for field, part in parts:
            if field == "clip":
                clip = await _whole(part, MOST_BYTES)
            elif field == "options":
                options = _options(await _whole(part, _MOST_OPTIONS))
    if not clip:
        raise Invalid("There is no excerpt: send it as the part `clip`.", "clip")
    return clip, options


async def _whole(part: FilePart, most: int) -> bytes:
    data = bytearray()
    async for chunk in part:
        data += chunk
        if len(data) > most:
            raise HTTPException(detail=f"This part may have at most {most // 1024} KiB.", status_code=413)
    return bytes(data)


def _options(data: bytes) -> ClipOptions:
    try:
        return msgspec.json.decode(data, type=ClipOptions)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise Invalid(f"The options are wrong: {fault}.", "options") from fault
