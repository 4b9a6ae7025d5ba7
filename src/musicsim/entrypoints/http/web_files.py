"""The web client's files as its build left them, held in memory with each encoding that the build made of them."""

import hashlib
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import musicsim

INDEX = "index.html"
"""The page in which all views are."""

_SUFFIXES = {"br": ".br", "gzip": ".gz"}
"""The encodings, the smallest first, and how names of files end that hold them."""

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Representation:
    """A file in one encoding, "" for as it is, and all that is said of it."""

    encoding: str
    content: bytes
    etag: str
    headers: tuple[tuple[bytes, bytes], ...]


WebFiles = Mapping[str, tuple[Representation, ...]]
"""By path without its first slash; of each file the smallest representation first, the last as it is."""


@cache
def installed_client() -> WebFiles:
    """The client that came with this installation or was built in this clone; else a page that says how to build it."""
    package = Path(musicsim.__file__).parent
    folders = (package / "_web", package.parents[1] / "web" / "dist")
    return next((load(folder) for folder in folders if (folder / INDEX).is_file()), NOT_BUILT)


def load(folder: Path) -> WebFiles:
    """Read a build."""
    compressed = tuple(_SUFFIXES.values())
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.endswith(compressed)]
    return {name: tuple(_representations(file, name)) for file in files if (name := _visible_name(file, folder))}


def _visible_name(file: Path, folder: Path) -> str:
    """The path that asks for a file; "" for what a build keeps for itself."""
    name = file.relative_to(folder).as_posix()
    return "" if name.startswith(".") else name


def _representations(file: Path, name: str) -> Iterator[Representation]:
    for encoding, suffix in _SUFFIXES.items():
        packed = file.with_name(file.name + suffix)
        if packed.is_file():
            yield _representation(name, encoding, packed.read_bytes())
    yield _representation(name, "", file.read_bytes())


def _representation(name: str, encoding: str, content: bytes) -> Representation:
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    suffix = "." + name.rpartition(".")[2]
    headers = {
        "Content-Type": _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream",
        "Content-Length": str(len(content)),
        "ETag": etag,
        "Cache-Control": "public, max-age=31536000, immutable" if name.startswith("assets/") else "no-cache",
        "Vary": "Accept-Encoding",
        **({"Content-Encoding": encoding} if encoding else {}),
    }
    return Representation(encoding, content, etag, tuple((k.lower().encode(), v.encode()) for k, v in headers.items()))


_HOW_TO_BUILD = b"""The web client was not built here; the API works (/api/v1, /schema).

In a clone of the repository, `make run` builds it, as does `python scripts/web_client.py build`: start musicsim anew
afterwards. Installed packages bring it along.
"""

NOT_BUILT: WebFiles = {INDEX: (_representation("index.txt", "", _HOW_TO_BUILD),)}
"""What stands in for a client that is not there."""
