"""The page: a few static files, held in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from musicsim.entrypoints.http.etags import is_named_weakly, weak_etag

_TYPES = {
    "css": "text/css",
    "html": "text/html",
    "js": "text/javascript",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of the page."""

    content: bytes
    media_type: str
    etag: str


def _load() -> Mapping[str, StaticFile]:
    found = {}
    for file in files("musicsim.entrypoints.http").joinpath("page").iterdir():
        media_type = _TYPES.get(file.name.rpartition(".")[2])
        if media_type is not None:
            content = file.read_bytes()
            found[file.name] = StaticFile(content, media_type, weak_etag(content))
    return found


FILES = _load()


@get("/", include_in_schema=False)
async def show_page(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The page itself; where one is in it stands behind the #, and never comes here."""
    return _answer(request, "index.html")


@get("/page/{name:str}", include_in_schema=False)
async def show_file(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    """What the page consists of."""
    return _answer(request, name)


def _answer(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    file = FILES.get(name)
    if file is None:
        raise NotFoundException(detail=f"There is no file {name!r} here.")
    headers = {"ETag": file.etag, "Cache-Control": "no-cache"}
    if is_named_weakly(file.etag, request.headers.get("if-none-match")):
        return Response(b"", status_code=304, headers=headers, media_type=file.media_type)
    return Response(file.content, headers=headers, media_type=file.media_type)
