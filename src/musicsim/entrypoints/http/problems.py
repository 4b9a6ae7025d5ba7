"""RFC 9457 problem documents: the one table that says how errors look to clients."""

import logging
import math
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from musicsim.domain.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Outdated,
    PasswordChangeNeeded,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.model.outside import Refused
from musicsim.entrypoints.http.gatekeeping import CrossSite

MEDIA_TYPE = "application/problem+json"

_UNKNOWN_FIELD = re.compile(r"unknown field `([^`]*)`")  # msgspec's words: the name stands nowhere else

log = logging.getLogger(__name__)


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A problem document.

    `field` names what is wrong in the input, `service` what does not answer, `id` finds a fault of ours in the log.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    field: str | None = None
    service: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table: a status, the last part of the type's URI, a title, and the domain errors it stands for."""

    status: int
    name: str
    title: str
    errors: tuple[type[Exception], ...] = ()

    @property
    def type(self) -> str:
        return f"/problems/{self.name}"


TABLE = (
    Kind(400, "bad-request", "The request cannot be understood"),
    Kind(401, "unauthenticated", "It is not known who asks", (Unauthenticated,)),
    Kind(403, "forbidden", "You may not do this", (Forbidden,)),
    Kind(403, "password-change-needed", "Choose a password of your own first", (PasswordChangeNeeded,)),
    Kind(403, "cross-site", "Requests from other sites are refused", (CrossSite,)),
    Kind(404, "not-found", "Not found", (NotFound,)),
    Kind(405, "method-not-allowed", "This method is not allowed here"),
    Kind(409, "conflict", "The present state does not allow it", (Conflict, UnreadableAudio)),
    Kind(412, "precondition-failed", "It is not what you expected", (Outdated,)),
    Kind(413, "too-large", "The request is too large"),
    Kind(415, "unsupported-media-type", "This media type is not understood here"),
    Kind(416, "range-not-satisfiable", "The range lies outside of the file"),
    Kind(421, "unknown-host", "This host name is not served"),
    Kind(422, "invalid", "The input is wrong", (Invalid,)),
    Kind(428, "precondition-required", "Say which version you mean"),
    Kind(429, "too-many", "This was tried too often", (TooMany,)),
    Kind(500, "internal", "Something went wrong here"),
    Kind(502, "refused-outside", "A service beyond the library refuses", (Refused,)),
    Kind(503, "unavailable", "A service is not available", (Unavailable,)),
)

KINDS: Mapping[int, Kind] = {kind.status: kind for kind in reversed(TABLE)}
"""The first row of each status."""

_BY_ERROR = {error: kind for kind in TABLE for error in kind.errors}


def kind_of(fault: Exception) -> Kind:
    """The row for an exception: by its class, then by its HTTP status, else 500."""
    if isinstance(fault, UnreadableAudio) and fault.failure.reason is FailureReason.VANISHED:
        return KINDS[404]
    if isinstance(fault, ValidationException):
        return KINDS[422]
    for kind in type(fault).__mro__:
        if kind in _BY_ERROR:
            return _BY_ERROR[kind]
    if isinstance(fault, HTTPException):
        status = fault.status_code
        return KINDS.get(status) or Kind(status, str(status), HTTPStatus(status).phrase)
    return KINDS[500]


def answer(request: Request[Any, Any, Any], fault: Exception) -> Response[Problem]:
    """The response to an exception; one that is a fault of ours is logged, under an id that the client sees."""
    kind = kind_of(fault)
    incident = _logged(request, fault) if kind.status == HTTPStatus.INTERNAL_SERVER_ERROR else None
    field, detail = _blame(fault)
    problem = Problem(
        type=kind.type,
        title=kind.title,
        status=kind.status,
        detail=f"It was logged as {incident}." if incident else detail,
        instance=_path(request),
        field=field,
        service=fault.service if isinstance(fault, Unavailable | Refused) else None,
        id=incident,
    )
    return Response(problem, status_code=kind.status, media_type=MEDIA_TYPE, headers=_headers(fault))


def _path(request: Request[Any, Any, Any]) -> str:
    """Not out of the request's URL, which a Host header that is none, and is refused for it, cannot be part of."""
    return str(request.scope["path"])


def _logged(request: Request[Any, Any, Any], fault: Exception) -> str:
    incident = secrets.token_hex(6)
    path = _path(request)
    if token := request.scope.get("path_params", {}).get("token"):  # who reads it could come in by it
        path = path.replace(str(token), "…")
    log.error("%s %s failed (%s).", request.method, path, incident, exc_info=fault)
    return incident


def _blame(fault: Exception) -> tuple[str | None, str]:
    """The field that is wrong, where one is, and what to tell people."""
    if isinstance(fault, Invalid):
        return fault.field, str(fault)
    if isinstance(fault, ValidationException) and isinstance(fault.extra, list) and fault.extra:
        first = fault.extra[0]
        unknown = _UNKNOWN_FIELD.search(first["message"])
        return unknown[1] if unknown else first.get("key"), f"{first['message']}."
    return None, fault.detail if isinstance(fault, HTTPException) else str(fault)


def _headers(fault: Exception) -> dict[str, str]:
    if isinstance(fault, Unavailable | TooMany):
        return {"Retry-After": str(max(1, math.ceil(fault.retry_after)))}
    if isinstance(fault, Outdated):
        return {"ETag": f'"{fault.version}"'}
    if isinstance(fault, Unauthenticated):
        return {"WWW-Authenticate": 'Bearer realm="musicsim"'}
    return dict(fault.headers or {}) if isinstance(fault, HTTPException) else {}
