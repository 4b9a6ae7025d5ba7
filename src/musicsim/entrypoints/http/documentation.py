"""What the OpenAPI document says besides what the handlers' signatures tell."""

from litestar.openapi import OpenAPIConfig, ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin, YamlRenderPlugin

import musicsim
from musicsim.entrypoints.http.problems import KINDS, MEDIA_TYPE, Problem

OPENAPI = OpenAPIConfig(
    title="musicsim",
    version=musicsim.__version__,
    summary="Explore a music library by how it sounds",
    path="/schema",
    create_examples=False,
    use_handler_docstrings=True,
    # Litestar's viewers load their scripts from elsewhere, which a private library's server must not ask of a browser
    render_plugins=[JsonRenderPlugin(), YamlRenderPlugin()],
)


class _Shared(ResponseSpec):
    """One that all copies of a handler share: Litestar makes several of each, whatever an application may need."""

    def __deepcopy__(self, _: object) -> "_Shared":
        return self


_ALWAYS = (400, 421, 500)
_PRIVATE = (401, 403, 503)


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """The problems that an operation can answer with, and those that any can that is not open to everybody."""
    return open_problems(*_PRIVATE, *statuses)


def open_problems(*statuses: int) -> dict[int, ResponseSpec]:
    """The same for an operation that is open to everybody."""
    return {
        status: _Shared(Problem, generate_examples=False, description=KINDS[status].title, media_type=MEDIA_TYPE)
        for status in sorted({*_ALWAYS, *statuses})
    }


def content(kind: type, media_type: str, description: str) -> ResponseSpec:
    """A response that is not JSON."""
    return _Shared(kind, generate_examples=False, description=description, media_type=media_type)


def nothing(description: str) -> ResponseSpec:
    """A response without content."""
    return _Shared(None, generate_examples=False, description=description)
