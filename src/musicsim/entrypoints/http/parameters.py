"""Query parameters that several operations share, and the guard against those that none knows."""

import difflib
from typing import Annotated

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import PathParameter, QueryParameter

from musicsim.domain.errors import Invalid
from musicsim.domain.model.browse import TrackOrder

Id = Annotated[str, PathParameter(description="Opaque; out of a list.")]
Limit = Annotated[int, QueryParameter(ge=1, le=500, description="The most items to answer with.")]
Cursor = Annotated[str | None, QueryParameter(description="The `next` of the page before.")]
Sort = Annotated[TrackOrder, QueryParameter(description="The order; `added` is newest first.")]


_KNOWN = "query_parameters"

Operation = tuple[str, str]
"""A path with its parameters in braces, and a method in lower case."""


async def refuse_unknown(connection: ASGIConnection, handler: BaseRouteHandler) -> None:  # type: ignore[type-arg]
    """A guard: what the document does not name is a slip of the pen, and silence about it would be unkind.

    Asynchronous only because Litestar would run it in a thread otherwise.
    """
    method = str(connection.scope.get("method", "")).lower()
    if method == "options":  # answered by Litestar itself, and not in the document
        return
    names = connection.app.state[_KNOWN][connection.scope["path_template"], method]
    for name in connection.query_params:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise Invalid(f"There is no query parameter {name!r} here.{hint}", name)


def learn_parameters(app: Litestar) -> None:
    """Let the guard know what the OpenAPI document names. At the start: it takes too long for a request to wait."""
    app.state[_KNOWN] = _documented(app)


def _documented(app: Litestar) -> dict[Operation, frozenset[str]]:
    return {
        (path, method): frozenset(one["name"] for one in operation.get("parameters", ()) if one["in"] == "query")
        for path, item in app.openapi_schema.to_schema()["paths"].items()
        for method, operation in item.items()
    }
