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


def refuse_unknown(connection: ASGIConnection, handler: BaseRouteHandler) -> None:  # type: ignore[type-arg]
    """A guard: what the document does not name is a slip of the pen, and silence about it would be unkind."""
    names = _documented(connection.app).get(
        (connection.scope["path_template"], str(connection.scope.get("method", "")).lower())
    )
    if names is None:
        return
    for name in connection.query_params:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise Invalid(f"There is no query parameter {name!r} here.{hint}", name)


def _documented(app: Litestar) -> dict[tuple[str, str], set[str]]:
    """The names of query parameters by path and method, out of the OpenAPI document; made once."""
    known: dict[tuple[str, str], set[str]] | None = app.state.get("query_parameters")
    if known is None:
        known = {
            (path, method): {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
            for path, item in app.openapi_schema.to_schema()["paths"].items()
            for method, operation in item.items()
        }
        app.state["query_parameters"] = known
    return known
