"""What the OpenAPI document says besides what the handlers' signatures tell."""

from litestar.openapi import OpenAPIConfig, ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin, YamlRenderPlugin
from litestar.openapi.spec import Components, Reference, SecurityRequirement, SecurityScheme

import musicsim
from musicsim.entrypoints.http.problems import KINDS, MEDIA_TYPE, Problem

_SCHEMES: dict[str, SecurityScheme | Reference] = {
    "bearer": SecurityScheme(
        type="http", scheme="bearer", description="An access token out of `log_in`, or a token for programs."
    ),
    "cookie": SecurityScheme(
        type="apiKey",
        name="musicsim_access",
        security_scheme_in="cookie",
        description="What `log_in` gives a browser; changes need the header X-CSRF-Token, too.",
    ),
}

OPENAPI = OpenAPIConfig(
    title="musicsim",
    version=musicsim.__version__,
    summary="Explore a music library by how it sounds",
    path="/schema",
    create_examples=False,
    use_handler_docstrings=True,
    components=Components(security_schemes=_SCHEMES),
    security=[{"bearer": []}, {"cookie": []}],
    # Litestar's viewers load their scripts from elsewhere, which a private library's server must not ask of a browser
    render_plugins=[JsonRenderPlugin(), YamlRenderPlugin()],
)


class _Shared(ResponseSpec):
    """One that all copies of a handler share: Litestar makes several of each, whatever an application may need."""

    def __deepcopy__(self, _: object) -> "_Shared":
        return self


NOBODY: list[SecurityRequirement] = [{}]
"""The `security` of an operation for which it need not be known who asks."""

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
