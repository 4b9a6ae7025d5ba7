"""Query parameters that several operations share, and the guard against those that none knows."""

import difflib
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import PathParameter, QueryParameter
from litestar.routes import HTTPRoute

from musicsim.domain.errors import Invalid
from musicsim.domain.model.browse import TrackOrder

Id = Annotated[str, PathParameter(description="Opaque; out of a list.")]
Limit = Annotated[int, QueryParameter(ge=1, le=500, description="The most items to answer with.")]
Cursor = Annotated[str | None, QueryParameter(description="The `next` of the page before.")]
Sort = Annotated[
    TrackOrder, QueryParameter(description="The order; `added` is newest first. What is not known of a track is last.")
]
Reverse = Annotated[bool, QueryParameter(description="Whether the order is turned round.")]


class Absent(StrEnum):
    """What is answered where there is nothing."""

    PROBLEM = "problem"
    EMPTY = "empty"


Absence = Annotated[
    Absent, QueryParameter(description="`empty`: 204 in place of 404, which browsers complain of each time.")
]

_KNOWN = "query_parameters"

Operation = tuple[str, str]
"""A path with its parameters in braces, and a method."""


async def refuse_unknown(connection: ASGIConnection, handler: BaseRouteHandler) -> None:  # type: ignore[type-arg]
    """A guard: what the operation does not read is a slip of the pen, and silence about it would be unkind.

    Asynchronous only because Litestar would run it in a thread otherwise.
    """
    method = connection.scope.get("method")
    if method == "OPTIONS":  # answered by Litestar itself, which reads nothing
        return
    names = connection.app.state[_KNOWN][connection.scope["path_template"], method]
    for name in connection.query_params:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise Invalid(f"There is no query parameter {name!r} here.{hint}", name)


def learn_parameters(app: Litestar) -> None:
    """Let the guard know what each operation of `app` reads."""
    app.state[_KNOWN] = {
        key: names for route in app.routes if isinstance(route, HTTPRoute) for key, names in _read(route)
    }


def _read(route: HTTPRoute) -> Iterator[tuple[Operation, frozenset[str]]]:
    """Out of Litestar's own models, those of dependencies included: the OpenAPI document tells the same, but takes
    five hundred times as long to make.
    """
    for method, (_, model) in route.route_handler_map.items():
        yield (route.path_format, method), frozenset(one.field_alias for one in model.expected_query_params)
